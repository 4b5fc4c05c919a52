package org.socle.fleet.lifecycle;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/**
 * A list of facts as spreadsheets write it: CSV with {@code ;} or {@code ,}, with one line of column names in French or English,
 * in any order. Immutable.
 */
public record FactsFile(List<Line> lines) {
    private static final int MOST_LINES = 5_000;

    /** The columns, each with the names it may have, whatever their accents; the first is shown. */
    private enum Column {
        NUMBER(
                "numéro",
                "numéro de série",
                "numéro d'inventaire",
                "inventaire",
                "number",
                "serial",
                "serial number",
                "inventory"),
        UAI("uai", "code uai", "uai code", "rne"),
        CATEGORY("catégorie", "category"),
        MADE("fabriqué", "année", "année de fabrication", "made"),
        ACQUIRED("acquis", "acquis le", "date d'achat", "acquired"),
        HOW("comment", "mode", "origine", "how"),
        PRICE("prix", "prix ht", "price"),
        FLAT("valeur forfaitaire", "forfait", "flat"),
        SUPPLIER("fournisseur", "supplier"),
        RETIRED("réformé", "réformé le", "retired"),
        DESTINATION("destination"),
        ORIENTED("orienté", "orienté le", "sorti le", "oriented"),
        BORDEREAU("bordereau");

        private final String shown;
        private final List<String> names;

        Column(String... names) {
            this.shown = names[0];
            this.names = Stream.of(names).map(CsvList::folded).toList();
        }

        private String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One line.
     *
     * @param line where it stands in the file, from 1
     * @param number of the inventory, or the maker's; texts as they stand there, empty when missing
     */
    public record Line(int line, String number, String uai, FactsText text) {}

    /**
     * Reads a list.
     *
     * @throws Refusal when it cannot be read as a list of facts at all; single wrong lines are found by the plan
     */
    public static FactsFile parse(String text) {
        CsvList list = CsvList.ragged(text, MOST_LINES);
        Map<Column, Integer> columns = columns(list.head());
        list.lines().stream()
                .filter(record -> record.getFields().stream()
                        .skip(list.head().getFieldCount())
                        .anyMatch(cell -> !cell.isBlank()))
                .findFirst()
                .ifPresent(record -> {
                    throw new Refusal("import.refused.wide", record.getStartingLineNumber());
                });
        return new FactsFile(
                list.lines().stream().map(record -> line(record, columns)).toList());
    }

    private static Map<Column, Integer> columns(CsvRecord head) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < head.getFieldCount(); i++) {
            String name = CsvList.folded(head.getField(i));
            Column column = Arrays.stream(Column.values())
                    .filter(each -> each.names.contains(name))
                    .findFirst()
                    .orElse(null);
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
        if (!columns.containsKey(Column.NUMBER)) {
            throw new Refusal("import.refused.missing", Column.NUMBER.shown, known());
        }
        return columns;
    }

    private static String known() {
        return Arrays.stream(Column.values()).map(column -> column.shown).collect(Collectors.joining(", "));
    }

    private static Line line(CsvRecord record, Map<Column, Integer> columns) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.forEach((column, index) -> values.put(column.key(), CsvList.field(record, index)));
        String number = values.getOrDefault(Column.NUMBER.key(), "");
        String uai = values.getOrDefault(Column.UAI.key(), "");
        values.keySet().retainAll(FactsText.KEYS);
        return new Line((int) record.getStartingLineNumber(), number, uai, new FactsText(values));
    }
}
