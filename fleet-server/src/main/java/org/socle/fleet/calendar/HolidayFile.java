package org.socle.fleet.calendar;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/**
 * A list of school holidays as CSV with {@code ;} or {@code ,}: the ministry's open data ({@code fr-en-calendrier-scolaire},
 * with the names of its columns or those of its API), or the columns {@code zone,name,first_day,last_day,source}. Immutable.
 */
public record HolidayFile(List<Line> lines) {
    private static final int MOST_LINES = 20_000;
    private static final String OPEN_DATA = "data.education.gouv.fr, fr-en-calendrier-scolaire (Licence Ouverte)";

    /** What is read; others are not looked at. */
    private enum Column {
        ZONE("zones", "zone"),
        NAME("description", "name"),
        POPULATION("population"),
        FIRST("date de debut", "start_date", "first_day"),
        /** The first day back at school. */
        BACK("date de fin", "end_date"),
        /** The last day without class. */
        LAST("last_day"),
        SOURCE("source");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    /**
     * One line; texts as they stand in the file, empty when missing.
     *
     * @param number of the line in the file, from 1
     * @param zone code of the zone, if there is one of that name
     * @param population for whom, such as {@code Élèves}
     * @param first the first day, or the moment it begins
     * @param back the first day back at school, or the moment it begins; empty when {@code last} is said
     * @param last the last day
     */
    public record Line(
            int number,
            String zone,
            String name,
            String population,
            String first,
            String back,
            String last,
            String source) {}

    /**
     * Reads a list.
     *
     * @throws Refusal when it cannot be read as a list of holidays at all; single wrong lines are found by the plan
     */
    public static HolidayFile parse(String text) {
        CsvList list = CsvList.parse(text, MOST_LINES);
        Map<Column, Integer> columns = columns(list.head());
        return new HolidayFile(
                list.lines().stream().map(record -> line(record, columns)).toList());
    }

    private static Map<Column, Integer> columns(CsvRecord head) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < head.getFieldCount(); i++) {
            String name = CsvList.folded(head.getField(i));
            for (Column column : Column.values()) {
                if (column.names.contains(name)) {
                    columns.putIfAbsent(column, i);
                }
            }
        }
        Optional<Column> missing = Stream.of(Column.ZONE, Column.NAME, Column.FIRST)
                .filter(column -> !columns.containsKey(column))
                .findFirst();
        if (missing.isPresent() || !(columns.containsKey(Column.BACK) || columns.containsKey(Column.LAST))) {
            Column column = missing.orElse(Column.BACK);
            throw new Refusal(
                    "holidays.refused.column",
                    column.names.get(0),
                    Stream.of(Column.NAME, Column.POPULATION, Column.FIRST, Column.BACK, Column.ZONE)
                            .map(each -> each.names.get(0))
                            .collect(Collectors.joining(", ")));
        }
        return columns;
    }

    private static Line line(CsvRecord record, Map<Column, Integer> columns) {
        String source = field(record, columns, Column.SOURCE);
        return new Line(
                (int) record.getStartingLineNumber(),
                Zones.code(field(record, columns, Column.ZONE)),
                field(record, columns, Column.NAME),
                field(record, columns, Column.POPULATION),
                field(record, columns, Column.FIRST),
                field(record, columns, Column.BACK),
                field(record, columns, Column.LAST),
                source.isEmpty() && columns.containsKey(Column.BACK) ? OPEN_DATA : source);
    }

    private static String field(CsvRecord record, Map<Column, Integer> columns, Column column) {
        Integer place = columns.get(column);
        return place == null ? "" : CsvList.field(record, place);
    }
}
