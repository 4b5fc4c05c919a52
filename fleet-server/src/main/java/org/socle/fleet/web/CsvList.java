package org.socle.fleet.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A list as people send it: CSV of whatever spreadsheet, with {@code ;}, {@code ,} or tabulators, with or without byte order mark.
 * Blank lines are left out. Immutable.
 *
 * @param records at least one
 */
public record CsvList(List<CsvRecord> records) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** How the reader says that a field does not fit into its memory. */
    private static final Pattern LONG = Pattern.compile("(?i)buffer|exceed|maximum");

    /** A cell is a name, a number, a sentence at most. */
    private static final int LONGEST_CELL = 2_000;

    private static final int LONGEST_LINE = 20_000;

    /** What the reader keeps of one cell at most; a power of two, else it fails in a way of its own. */
    private static final int BUFFER = 1 << 15;

    /** Each is an object: as many as the largest list has that is meant, a meter's two years with all of it on each line. */
    private static final int MOST_CELLS = 1_000_000;

    /** Two years of a meter, with everything on each line. */
    private static final int MOST_MEGABYTES = 9;

    private static final int MEGABYTE = 1_000_000;

    /**
     * What a form sends: the file that was chosen, else what was pasted into the field {@code list}, or was kept of it.
     *
     * @throws Refusal when the file is no text, too large, or no longer kept
     */
    public static String sent(Context context) {
        UploadedFile file = context.uploadedFile("file");
        if (file == null || file.size() == 0) {
            String list = SentLists.of(context, new Fields(context).raw("list"));
            if (list.length() > MOST_MEGABYTES * MEGABYTE) {
                throw new Refusal("import.refused.large", MOST_MEGABYTES);
            }
            return list;
        }
        if (file.size() > MOST_MEGABYTES * MEGABYTE) {
            throw new Refusal("import.refused.large", MOST_MEGABYTES);
        }
        try (var content = file.content()) {
            return text(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the file that was sent cannot be read", e);
        }
    }

    /** What a form shows again of a list: all of a short one, nothing of one that nobody mends in a form. */
    public static String shown(String list) {
        return list.length() <= SentLists.SHORT ? list : "";
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
        return new String(bytes, isUtf8(bytes) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    }

    /** Looks piece by piece: decoding the whole would take three times its size. */
    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8_192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isUnderflow();
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
        List<CsvRecord> all = new ArrayList<>();
        int cells = 0;
        long line = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(firstLine(clean)))
                .skipEmptyLines(true)
                .allowExtraFields(ragged)
                .allowMissingFields(ragged)
                .maxBufferSize(BUFFER)
                .ofCsvRecord(new StringReader(clean))) {
            for (CsvRecord each : reader) {
                line = each.getStartingLineNumber();
                requireShort(each);
                if (each.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                cells += each.getFieldCount();
                if (all.size() > most) {
                    throw new Refusal("import.refused.many", most);
                }
                if (cells > MOST_CELLS) {
                    throw new Refusal("import.refused.cells", line);
                }
                all.add(each);
            }
        } catch (CsvParseException e) {
            if (LONG.matcher(String.valueOf(e.getMessage()) + e.getCause()).find()) {
                throw new Refusal("import.refused.long", line + 1, LONGEST_CELL);
            }
            throw new Refusal("import.refused.csv");
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        if (all.isEmpty()) {
            throw new Refusal("import.refused.empty");
        }
        return new CsvList(List.copyOf(all));
    }

    private static void requireShort(CsvRecord record) {
        for (String field : record.getFields()) {
            if (field.length() > LONGEST_CELL) {
                throw new Refusal("import.refused.long", record.getStartingLineNumber(), LONGEST_CELL);
            }
        }
    }

    /**
     * The first line with something on it.
     *
     * @throws Refusal when there is none, or it is longer than any that is meant
     */
    public static String firstLine(String text) {
        int number = 1;
        for (int start = 0; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end - start > LONGEST_LINE) {
                throw new Refusal("import.refused.long", number, LONGEST_CELL);
            }
            String line = text.substring(start, end);
            if (!line.isBlank()) {
                return line;
            }
            start = end + 1;
        }
        throw new Refusal("import.refused.empty");
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
