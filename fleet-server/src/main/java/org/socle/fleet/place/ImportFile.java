package org.socle.fleet.place;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/**
 * A list of places as spreadsheets write it: CSV with {@code ;} or {@code ,}, with or without byte order mark, with one line
 * of column names in French or English, in any order. Immutable.
 */
public record ImportFile(List<ImportLine> lines) {
    private static final int MOST_LINES = 5_000;

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
            this.names = Stream.of(names).map(CsvList::folded).toList();
        }
    }

    /**
     * Reads a list.
     *
     * @throws Refusal when it cannot be read as a list of places at all; single wrong lines are found by the plan
     */
    public static ImportFile parse(String text) {
        CsvList list = CsvList.parse(text, MOST_LINES);
        Map<Column, Integer> columns = columns(list.head());
        return new ImportFile(
                list.lines().stream().map(record -> line(record, columns)).toList());
    }

    private static Map<Column, Integer> columns(CsvRecord head) {
        Map<Column, Integer> columns = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < head.getFieldCount(); i++) {
            String name = CsvList.folded(head.getField(i));
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
        return place == null ? "" : CsvList.field(record, place);
    }
}
