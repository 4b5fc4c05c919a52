package org.socle.fleet.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two kinds of CSV: what spreadsheets open well, and what programs read well. They never change silently. */
public enum CsvKind {
    /** UTF-8 with byte order mark and {@code ;}. */
    SHEET(';', "\ufeff"),
    /** RFC 4180: UTF-8 without byte order mark, {@code ,}. */
    DATA(',', "");

    /** What a spreadsheet would take for a formula (owasp.org, CSV injection); a number below zero is none. */
    private static final Pattern FORMULA =
            Pattern.compile("(?!-\\d+([.,]\\d+)?$)[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20].*", Pattern.DOTALL);

    private final char separator;
    private final String mark;

    CsvKind(char separator, String mark) {
        this.separator = separator;
        this.mark = mark;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CsvKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Which one an address asks for with {@code for=}; what programs read when it says nothing. */
    public static CsvKind asked(Query query) {
        return query.word("for", CsvKind::of, SHEET.word(), DATA.word()).orElse(DATA);
    }

    /**
     * Answers a file.
     *
     * @param rows texts; a spreadsheet is kept from taking one for a formula
     */
    public void write(Context context, String name, List<List<String>> rows) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        context.contentType("text/csv; charset=utf-8").result(text(rows));
    }

    String text(List<List<String>> rows) {
        StringWriter out = new StringWriter();
        out.write(mark);
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out)) {
            rows.forEach(row -> csv.writeRecord(row.stream().map(CsvKind::text).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return out.toString();
    }

    private static String text(String sent) {
        String text = Shown.of(sent);
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
