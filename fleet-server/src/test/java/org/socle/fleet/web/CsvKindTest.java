package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a spreadsheet computes nothing somebody wrote into a name (owasp.org, CSV injection), and that numbers stay numbers. */
class CsvKindTest {
    private static final String MARK = "\ufeff";

    private static String sheet(String cell) {
        return CsvKind.SHEET.text(List.of(List.of(cell, "x"))).substring(MARK.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://example.org\")",
                "+33 1 23 45",
                "-2+3",
                "@SUM(A1)",
                "-1-1",
                "=cmd|' /C calc'!A0",
                "-",
                "+",
                "-12a",
                "\uff1d1+1",
                "\uff201"
            })
    void aFormulaIsMadeAText(String formula) {
        String expected = "'" + formula;
        if (formula.contains("\"")) {
            expected = '"' + expected.replace("\"", "\"\"") + '"';
        }
        assertThat(sheet(formula)).isEqualTo(expected + ";x\r\n");
        assertThat(CsvKind.DATA.text(List.of(List.of(formula)))).isEqualTo(expected + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1+1", "\r=1+1", "\n=1+1", "\u202e=1+1"})
    void whatCannotBeSeenInFrontOfItHidesNoFormula(String hidden) {
        assertThat(sheet(hidden).replaceFirst("^\"", "").charAt(0)).isIn('\'', '\ufffd');
    }

    @ParameterizedTest
    @CsvSource({"12", "-12", "-0.5", "'-0,5'", "Salle 12", "'  =no'", "a=b", "Lycée Jean-Moulin", "''"})
    void whatIsNoneStaysAsItIs(String text) {
        assertThat(sheet(text)).isEqualTo(text + ";x\r\n");
    }

    @Test
    void separatorsQuotesAndLinesAreKept() {
        assertThat(CsvKind.SHEET.text(List.of(List.of("a;b", "c\"d", "e\nf"), List.of("é", "", "'"))))
                .isEqualTo(MARK + "\"a;b\";\"c\"\"d\";\"e\nf\"\r\né;;'\r\n");
        assertThat(CsvKind.DATA.text(List.of(List.of("a;b", "a,b")))).isEqualTo("a;b,\"a,b\"\r\n");
    }
}
