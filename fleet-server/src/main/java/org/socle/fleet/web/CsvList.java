package org.socle.fleet.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A list as people send it: CSV of whatever spreadsheet, with {@code ;}, {@code ,} or tabulators, with or without byte order mark.
 * Blank lines are left out. Immutable.
 *
 * @param records at least one
 */
public record CsvList(List<CsvRecord> records) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * What a form sends: the file that was chosen, else what was pasted into the field {@code list}.
     *
     * @throws Refusal when the file is no text
     */
    public static String sent(Context context) {
        UploadedFile file = context.uploadedFile("file");
        if (file == null || file.size() == 0) {
            return new Fields(context).raw("list");
        }
        try (var content = file.content()) {
            return text(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the file that was sent cannot be read", e);
        }
    }

    /**
     * The bytes of a file as text: UTF-8, else what older spreadsheets write.
     *
     * @throws Refusal when it is no text: a workbook or a picture, say
     */
    public static String text(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
                throw new Refusal("import.refused.binary");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /**
     * Reads a list.
     *
     * @param most lines besides the first, at least 1
     * @throws Refusal when there is nothing in it, too much of it, or it is no CSV with as many fields on each line
     */
    public static CsvList parse(String text, int most) {
        return parse(text, most, false);
    }

    /** The same where lines may have more or fewer fields, such as below others that say what the file is. */
    public static CsvList ragged(String text, int most) {
        return parse(text, most, true);
    }

    private static CsvList parse(String text, int most, boolean ragged) {
        String clean = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        String head = clean.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseThrow(() -> new Refusal("import.refused.empty"));
        List<CsvRecord> all = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(head))
                .skipEmptyLines(true)
                .allowExtraFields(ragged)
                .allowMissingFields(ragged)
                .ofCsvRecord(clean)) {
            for (CsvRecord each : reader) {
                if (each.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (all.size() > most) {
                    throw new Refusal("import.refused.many", most);
                }
                all.add(each);
            }
        } catch (CsvParseException e) {
            throw new Refusal("import.refused.csv");
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        if (all.isEmpty()) {
            throw new Refusal("import.refused.empty");
        }
        return new CsvList(List.copyOf(all));
    }

    private static char separator(String head) {
        return Stream.of(';', '\t')
                .filter(each -> head.indexOf(each) >= 0)
                .findFirst()
                .orElse(',');
    }

    /** The names of the columns. */
    public CsvRecord head() {
        return records.get(0);
    }

    /**
     * What follows the head.
     *
     * @throws Refusal when nothing does
     */
    public List<CsvRecord> lines() {
        if (records.size() < 2) {
            throw new Refusal("import.refused.empty");
        }
        return records.subList(1, records.size());
    }

    /** A field without spaces around it; empty when the line is shorter. */
    public static String field(CsvRecord line, int column) {
        return column < line.getFieldCount() ? line.getField(column).strip() : "";
    }

    /** The name of a column as names are compared: without accents, capitals and spaces around it. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
