package org.socle.fleet.school;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.Refusal;

/**
 * A list of places as spreadsheets write it: CSV with {@code ;} or {@code ,}, with or without byte order mark, with one line
 * of column names in French or English, in any order. Immutable.
 */
public record ImportFile(List<ImportLine> lines) {
    private static final int MOST_LINES = 5_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** The column that no line may leave empty. */
    static final String AUTHORITY = "collectivité";

    /** The columns, each with the names it may have, whatever their accents; the first is shown. */
    private enum Column {
        COLLECTIVITE(AUTHORITY, "authority", "local authority"),
        CIRCONSCRIPTION("circonscription"),
        UAI("uai", "code uai", "uai code", "rne"),
        SCHOOL("école", "établissement", "nom", "school", "name"),
        ROOM("salle", "room"),
        CONTACT("contact"),
        PHONE("téléphone", "tel", "phone"),
        EMAIL("courriel", "email", "e-mail", "mail");

        private final String shown;
        private final List<String> names;

        Column(String... names) {
            this.shown = names[0];
            this.names = Stream.of(names).map(PlaceTable::folded).toList();
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
     * @throws Refusal when it cannot be read as a list of places at all; single wrong lines are found by the plan
     */
    public static ImportFile parse(String text) {
        String clean = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        if (clean.isBlank()) {
            throw new Refusal("import.refused.empty");
        }
        String head = clean.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        List<ImportLine> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(head.chars().filter(c -> c == ';').count() > 0 ? ';' : ',')
                .skipEmptyLines(true)
                .ofCsvRecord(clean)) {
            Map<Column, Integer> columns = null;
            for (CsvRecord record : records) {
                if (columns == null) {
                    columns = columns(record);
                } else if (record.getFields().stream().anyMatch(field -> !field.isBlank())) {
                    lines.add(line(record, columns));
                }
                if (lines.size() > MOST_LINES) {
                    throw new Refusal("import.refused.many", MOST_LINES);
                }
            }
        } catch (CsvParseException e) {
            throw new Refusal("import.refused.csv");
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        if (lines.isEmpty()) {
            throw new Refusal("import.refused.empty");
        }
        return new ImportFile(List.copyOf(lines));
    }

    private static Map<Column, Integer> columns(CsvRecord head) {
        Map<Column, Integer> columns = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < head.getFieldCount(); i++) {
            String name = PlaceTable.folded(head.getField(i));
            Column column = null;
            for (Column each : Column.values()) {
                column = each.names.contains(name) ? each : column;
            }
            if (column == null) {
                unknown.add(head.getField(i).strip());
            } else if (columns.put(column, i) != null) {
                throw new Refusal("import.refused.twice", head.getField(i).strip());
            }
        }
        unknown.removeIf(String::isEmpty);
        if (!unknown.isEmpty()) {
            throw new Refusal("import.refused.column", String.join(", ", unknown), known());
        }
        for (Column needed : List.of(Column.COLLECTIVITE, Column.UAI, Column.SCHOOL)) {
            if (!columns.containsKey(needed)) {
                throw new Refusal("import.refused.missing", needed.shown, known());
            }
        }
        return columns;
    }

    private static String known() {
        return List.of(Column.values()).stream().map(column -> column.shown).collect(Collectors.joining(", "));
    }

    private static ImportLine line(CsvRecord record, Map<Column, Integer> columns) {
        return new ImportLine(
                (int) record.getStartingLineNumber(),
                field(record, columns, Column.COLLECTIVITE),
                field(record, columns, Column.CIRCONSCRIPTION),
                field(record, columns, Column.UAI),
                field(record, columns, Column.SCHOOL),
                field(record, columns, Column.ROOM),
                field(record, columns, Column.CONTACT),
                field(record, columns, Column.PHONE),
                field(record, columns, Column.EMAIL));
    }

    private static String field(CsvRecord record, Map<Column, Integer> columns, Column column) {
        Integer place = columns.get(column);
        return place == null || place >= record.getFieldCount()
                ? ""
                : record.getField(place).strip();
    }
}
