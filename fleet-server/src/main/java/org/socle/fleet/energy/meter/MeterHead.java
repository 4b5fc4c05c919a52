package org.socle.fleet.energy.meter;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/**
 * What stands before the values in a meter's file, and where each of them is to be found. Pure.
 *
 * @param first index of the first record with a value
 * @param time column of the times; likewise the values
 * @param unit column of the unit; −1 for none, likewise the next four
 * @param step column of the length of the step
 * @param physical column of what was measured
 * @param flow column of whether it was consumed or produced
 * @param prm column of the meter's number
 * @param unitOfAll what holds for lines that say nothing themselves
 * @param minutes of a step, likewise; 0 when nobody says
 * @param prmOfAll likewise; empty when nobody says
 * @param stamp null when nobody says
 * @param enedis whether it is one of the forms of Enedis
 */
record MeterHead(
        int first,
        int time,
        int value,
        int unit,
        int step,
        int physical,
        int flow,
        int prm,
        Unit unitOfAll,
        int minutes,
        String prmOfAll,
        @Nullable Stamp stamp,
        boolean enedis) {

    private static final int MOST_LINES = 12;
    private static final String PRM = "identifiant prm";
    private static final Set<String> TIMES = Set.of(
            "date",
            "date et heure",
            "date/heure",
            "date heure",
            "heure",
            "debut",
            "fin",
            "date de debut",
            "date de fin",
            "timestamp",
            "time",
            "datetime",
            "start",
            "end");
    private static final List<String> VALUES =
            List.of("valeur", "puissance", "consommation", "energie", "value", "power", "energy", "consumption");

    /**
     * Reads it.
     *
     * @throws Refusal when it is none, or one of a file with something else than a consumption by the hour or shorter
     */
    static MeterHead of(CsvList list) {
        List<CsvRecord> records = list.records();
        for (int i = 0; i < Math.min(MOST_LINES, records.size()); i++) {
            CsvRecord record = records.get(i);
            int time = column(record, MeterHead::isTime);
            int value = valueColumn(record);
            if (time >= 0 && value >= 0 && time != value) {
                return named(records.subList(0, i), record, time, value, i + 1);
            }
            if (i == 0 && Moments.looksLikeOne(CsvList.field(record, 0)) && record.getFieldCount() == 2) {
                return new MeterHead(0, 0, 1, -1, -1, -1, -1, -1, Unit.KWH, 0, "", null, false);
            }
        }
        throw new Refusal("meter.refused.form");
    }

    private static boolean isTime(String name) {
        return name.startsWith("horodat") || TIMES.contains(name);
    }

    /** Columns that say their unit alone, such as {@code kWh}, count when no other one is called a value. */
    private static int valueColumn(CsvRecord record) {
        int called = column(record, name -> VALUES.stream().anyMatch(name::startsWith));
        return called >= 0 ? called : column(record, name -> Unit.of(name).isPresent());
    }

    private static int column(CsvRecord record, Predicate<String> matches) {
        return IntStream.range(0, record.getFieldCount())
                .filter(i -> matches.test(CsvList.folded(record.getField(i))))
                // Of several times, that of the value: Enedis has the first and last day of the file before it.
                .reduce((a, b) -> CsvList.folded(record.getField(b)).startsWith("horodat") ? b : a)
                .orElse(-1);
    }

    private static MeterHead named(List<CsvRecord> above, CsvRecord record, int time, int value, int first) {
        String type = said(above, "type de donnees");
        if (!type.isEmpty() && !CsvList.folded(type).startsWith("courbe")) {
            throw new Refusal("meter.refused.type", type);
        }
        String physical = said(above, "grandeur physique");
        if (!physical.isEmpty() && !active(physical)) {
            throw new Refusal("meter.refused.physical", physical);
        }
        String flow = said(above, "grandeur metier");
        if (!flow.isEmpty() && !consumed(flow)) {
            throw new Refusal("meter.refused.physical", flow);
        }
        boolean enedis = !above.isEmpty()
                || column(record, PRM::equals) >= 0
                || CsvList.folded(record.getField(time)).startsWith("horodat");
        String stampName = CsvList.folded(record.getField(time));
        return new MeterHead(
                first,
                time,
                value,
                column(record, "unite"::equals),
                column(record, name -> name.equals("pas") || name.equals("pas en minutes")),
                column(record, "grandeur physique"::equals),
                column(record, "grandeur metier"::equals),
                column(record, PRM::equals),
                unit(said(above, "unite"), record.getField(value), enedis),
                minutes(said(above, "pas en minutes")),
                said(above, PRM),
                stampName.contains("fin") || stampName.equals("end")
                        ? Stamp.END
                        : stampName.contains("debut") || stampName.equals("start") ? Stamp.START : null,
                enedis);
    }

    /** What the lines above say of something: in the next field, or below it. */
    private static String said(List<CsvRecord> above, String name) {
        boolean pairs = above.stream()
                .anyMatch(record -> CsvList.folded(CsvList.field(record, 0)).equals(PRM)
                        && CsvList.field(record, 1).matches("\\d+"));
        for (int i = 0; i < above.size(); i++) {
            int column = column(above.get(i), name::equals);
            if (column >= 0 && pairs) {
                return CsvList.field(above.get(i), column + 1);
            }
            if (column >= 0 && i + 1 < above.size()) {
                return CsvList.field(above.get(i + 1), column);
            }
        }
        return "";
    }

    /** The unit that is said, or stands in the name of the values; Enedis leaves it out where it is watts. */
    private static Unit unit(String said, String name, boolean enedis) {
        if (!said.isEmpty()) {
            return Unit.of(said).orElseThrow(() -> new Refusal("meter.refused.unit", said));
        }
        for (String word : name.split("[^\\p{L}]+", -1)) {
            Optional<Unit> unit = Unit.of(word);
            if (unit.isPresent()) {
                return unit.get();
            }
        }
        return enedis ? Unit.W : Unit.KWH;
    }

    /** The length of a step: {@code 30}, {@code PT30M} or {@code PT1H}; 0 when nothing is said, −1 when it is no length. */
    static int minutes(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.equals("PT1H")) {
            return 60;
        }
        String number = text.replaceFirst("^PT(\\d+)M$", "$1");
        return number.matches("5|10|15|30|60") ? Integer.parseInt(number) : -1;
    }

    /** Whether a line is of active energy, and not of reactive energy or voltage. */
    static boolean active(String physical) {
        String word = CsvList.folded(physical);
        return word.isEmpty() || word.equals("ea") || word.equals("pa") || word.endsWith(" active");
    }

    /** Whether a line is of what was consumed, and not of what was produced. */
    static boolean consumed(String flow) {
        String word = CsvList.folded(flow);
        return word.isEmpty() || word.startsWith("cons") || word.startsWith("soutir");
    }
}
