package org.socle.edge.probe.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/energy-model/compare.py on other people's lists: it compares what it can, and says what is wrong with the rest, where. */
class EnergyModelScriptTest {
    private static final String HEAD = "spec,es_id,brand,model,type,off_w,sleep_w,long_idle_w,short_idle_w,tec_kwh\n";

    @TempDir
    private Path directory;

    private record Said(int code, String text) {}

    private Said says(String list) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("list.csv"), list);
        Process script = new ProcessBuilder(
                        "python3",
                        Path.of("../docs/energy-model/compare.py").toString(),
                        directory.resolve("list.csv").toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = script.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Said(script.waitFor(), text);
        }
    }

    private void refuses(String list, String why) throws IOException, InterruptedException {
        assertThat(says(list)).isEqualTo(new Said(2, "compare.py: list.csv" + why + "\n"));
    }

    @Test
    void comparesAListOfItsOwnWithItsColumnsInAnyOrder() throws Exception {
        Said said = says("# measured in March\n"
                + "tec_kwh,watts,type,brand,model,spec,es_id,off_w,sleep_w,long_idle_w,short_idle_w\n"
                + "20,7,Notebook,A,\"b, of two\nlines\",own,1,0.2,0.3,1,1\n");
        assertThat(said.code).as(said.text).isZero();
        assertThat(said.text)
                .startsWith("1 computers in list.csv, 1 of them with a yearly energy.\n")
                .contains("| laptop | 1 | 19.4 | 20.0 | +3 % |");
    }

    @Test
    void columnsThatAreMissingAreNamedBesideThoseThatAreThere() throws Exception {
        refuses(
                "brand,model,watts\nA,b,3\n",
                " lacks the columns spec, es_id, type, off_w, sleep_w, long_idle_w, short_idle_w, tec_kwh;"
                        + " found were brand, model, watts.");
        assertThat(says(HEAD.replace(',', ';')).text).endsWith("It seems to be separated by ';': save it with ','.\n");
    }

    @Test
    void aFileWithNothingToCompareIsRefused() throws Exception {
        String columns = HEAD.strip().replace(",", ", ");
        refuses("", " is empty: its first line has to name the columns " + columns);
        refuses("# only a remark\n\n", " is empty: its first line has to name the columns " + columns);
        assertThat(says(HEAD).text).contains("has no line that can be compared").endsWith("0 lines were read\n");
        Said said =
                says(HEAD + "own,1,A,b,Toaster,1,1,1,1,5\nown,2,A,b,Notebook,1,,1,1,5\nown,3,A,b,Notebook,1,1,1,1,\n");
        assertThat(said.code).isEqualTo(2);
        assertThat(said.text)
                .endsWith(
                        "3 lines were read; left out: 1 of type 'Notebook, watts missing'; left out: 1 of type 'Toaster'\n");
    }

    @Test
    void whatIsNoNumberIsToldWithItsLine() throws Exception {
        String remarked = "# measured in March\n" + HEAD + "\nown,1,A,b,Notebook,0.2,0.3,1,1,20\n";
        String after = "' in column %s is not a number from 0; write 12.5 for twelve and a half";
        refuses(remarked + "own,2,A,b,Notebook,0.2,abc,1,1,20\n", ", line 5: 'abc" + after.formatted("sleep_w"));
        refuses(
                remarked + "own,2,A,b,Notebook,0.2,0.3,1,\"1,5\",20\n",
                ", line 5: '1,5" + after.formatted("short_idle_w"));
        refuses(remarked + "own,2,A,b,Notebook,0.2,0.3,1,1,-20\n", ", line 5: '-20" + after.formatted("tec_kwh"));
        refuses(remarked + "own,2,A,b,Notebook,nan,0.3,1,1,20\n", ", line 5: 'nan" + after.formatted("off_w"));
        refuses(remarked + "own,2,A,b,Notebook,0.2\n", ", line 5: 6 cells, but the first line names 10 columns");
        refuses(remarked + "own,2,A,\"b,Notebook,0.2\n", ", line 5: unexpected end of data");
    }
}
