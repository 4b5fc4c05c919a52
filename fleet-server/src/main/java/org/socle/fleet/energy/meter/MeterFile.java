package org.socle.fleet.energy.meter;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/**
 * The half-hourly file of a meter: Enedis' as a customer downloads it ({@code Horodate;Valeur} below two lines of what it is), its
 * table with everything on each line (SGE), or two columns with times and kilowatt-hours. Immutable.
 *
 * @param prm number of the meter; empty when the file does not say
 * @param curve what it says, as far as it could be read
 * @param doubled lines that say again what an earlier one says
 * @param blank lines without a value
 * @param others lines of something else than consumed active energy
 * @param problems lines that cannot be true
 */
record MeterFile(String prm, MeterCurve curve, int doubled, int blank, int others, List<Problem> problems) {
    /** Two years at ten minutes. */
    private static final int MOST_LINES = 110_000;

    /** A line that is refused. */
    record Problem(int line, String what, Refusal why) {}

    /**
     * One value.
     *
     * @param minutes its step as the file says it; 0 when it does not
     */
    record Reading(int line, Instant stamp, double value, Unit unit, int minutes) {}

    /**
     * Reads a file.
     *
     * @param zone of the clock on the school's wall
     * @param chosen what a time marks; null for what the file says
     * @param now nothing is measured later
     * @throws Refusal when it cannot be read as a meter's file at all; single wrong lines are in the result
     */
    static MeterFile parse(String text, ZoneId zone, @Nullable Stamp chosen, Instant now) {
        CsvList list = CsvList.ragged(text, MOST_LINES);
        MeterHead head = MeterHead.of(list);
        Reader reader = new Reader(head, zone, now);
        for (CsvRecord record :
                list.records().subList(head.first(), list.records().size())) {
            reader.read(record);
        }
        return reader.file(zone, chosen);
    }

    /** Reads line by line. Not thread-safe. */
    private static final class Reader {
        private final MeterHead head;
        private final Moments moments;
        private final Instant now;
        private final Map<Instant, Reading> readings = new HashMap<>();
        private final Set<String> prms = new TreeSet<>();
        private final List<Problem> problems = new ArrayList<>();
        private int doubled;
        private int blank;
        private int others;

        private Reader(MeterHead head, ZoneId zone, Instant now) {
            this.head = head;
            this.moments = new Moments(zone);
            this.now = now;
            if (!head.prmOfAll().isEmpty()) {
                prms.add(head.prmOfAll());
            }
        }

        private void read(CsvRecord record) {
            int line = (int) record.getStartingLineNumber();
            String time = CsvList.field(record, head.time());
            String value = CsvList.field(record, head.value());
            if (!MeterHead.active(said(record, head.physical())) || !MeterHead.consumed(said(record, head.flow()))) {
                others++;
                return;
            }
            try {
                take(record, line, moments.read(time), value);
            } catch (Refusal why) {
                problems.add(new Problem(line, (time + " " + value).strip(), why));
            }
        }

        private void take(CsvRecord record, int line, Instant stamp, String text) {
            String prm = said(record, head.prm());
            if (!prm.isEmpty()) {
                prms.add(prm);
            }
            if (text.isEmpty() || text.equalsIgnoreCase("na") || text.equals("-")) {
                blank++;
                return;
            }
            String number = text.replace(',', '.').replaceAll("[\\s\u00a0\u202f]", "");
            if (number.matches("-\\d.*")) {
                throw new Refusal("meter.refused.negative");
            }
            if (!number.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                throw new Refusal("meter.refused.number", text);
            }
            if (stamp.isAfter(now)) {
                throw new Refusal("meter.refused.future");
            }
            String unit = said(record, head.unit());
            int minutes = MeterHead.minutes(said(record, head.step()));
            if (minutes < 0) {
                throw new Refusal("meter.refused.minutes", said(record, head.step()));
            }
            Reading reading = new Reading(
                    line,
                    stamp,
                    Double.parseDouble(number),
                    unit.isEmpty()
                            ? head.unitOfAll()
                            : Unit.of(unit).orElseThrow(() -> new Refusal("meter.refused.unit", unit)),
                    minutes == 0 ? Math.max(0, head.minutes()) : minutes);
            Reading known = readings.putIfAbsent(stamp, reading);
            if (known == null) {
                return;
            }
            if (known.value() != reading.value() || known.unit() != reading.unit()) {
                throw new Refusal("meter.refused.contradiction", known.line());
            }
            doubled++;
        }

        private static String said(CsvRecord record, int column) {
            return column < 0 ? "" : CsvList.field(record, column);
        }

        private MeterFile file(ZoneId zone, @Nullable Stamp chosen) {
            if (prms.size() > 1) {
                throw new Refusal("meter.refused.meters", String.join(", ", prms));
            }
            if (readings.isEmpty() && problems.isEmpty()) {
                throw new Refusal(others > 0 ? "meter.refused.others" : "import.refused.empty");
            }
            MeterCurve curve = MeterCurve.of(readings.values(), head, zone, chosen);
            problems.addAll(curve.problems());
            return new MeterFile(
                    prms.stream().findFirst().orElse(""), curve, doubled, blank, others, List.copyOf(problems));
        }
    }
}
