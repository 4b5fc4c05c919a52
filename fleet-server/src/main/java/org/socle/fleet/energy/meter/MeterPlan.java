package org.socle.fleet.energy.meter;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.socle.enrol.Secret;
import org.socle.fleet.web.Refusal;

/**
 * What an import of a meter would do. Pure: the same days and the same knowledge give the same plan. Immutable.
 *
 * <p>What the file says of an hour replaces what was known of it; hours that it leaves out stay as they are. So importing again the
 * same months changes nothing, and corrected ones replace the old.
 *
 * @param prm number of the meter; empty when it is not said
 * @param days what the file says, in order
 * @param steps the days to be written
 * @param replaced how many of them were known, and otherwise
 */
record MeterPlan(String prm, SortedMap<LocalDate, MeterDay> days, List<MeterDay> steps, int replaced) {
    private static final String SEPARATOR = ";";

    static MeterPlan of(String prm, SortedMap<LocalDate, MeterDay> days, Map<LocalDate, MeterDay> known) {
        List<MeterDay> steps = new ArrayList<>();
        int replaced = 0;
        for (MeterDay day : days.values()) {
            MeterDay before = known.get(day.day());
            MeterDay after = before == null ? day : day.over(before);
            if (!after.equals(before)) {
                steps.add(after);
                replaced += before == null ? 0 : 1;
            }
        }
        return new MeterPlan(prm, days, List.copyOf(steps), replaced);
    }

    int added() {
        return steps.size() - replaced;
    }

    int same() {
        return days.size() - steps.size();
    }

    /** The same for the same steps, another one for any other. */
    String fingerprint() {
        return Secret.hash(prm + SEPARATOR + replaced + steps);
    }

    /** The days of a file, for the form that has them written: a line for the meter, then one for each day. */
    String text() {
        return prm + "\n"
                + days.values().stream()
                        .map(day -> day.day() + SEPARATOR + day.text())
                        .collect(Collectors.joining("\n"));
    }

    /** What a form sends back. */
    record Sent(String prm, SortedMap<LocalDate, MeterDay> days) {
        /**
         * Reads what {@link MeterPlan#text()} wrote.
         *
         * @throws Refusal when it is something else
         */
        static Sent parse(String text) {
            List<String> lines = text.lines().toList();
            SortedMap<LocalDate, MeterDay> days = new TreeMap<>();
            try {
                for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                    String[] parts = line.split(SEPARATOR, 2);
                    if (parts.length < 2) {
                        throw new Refusal("import.refused.csv");
                    }
                    LocalDate day = LocalDate.parse(parts[0]);
                    days.put(day, MeterDay.parse(day, parts[1]));
                }
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new Refusal("import.refused.csv");
            }
            if (days.isEmpty() || !lines.get(0).matches("\\w{0,20}")) {
                throw new Refusal("import.refused.empty");
            }
            return new Sent(Objects.requireNonNull(lines.get(0)), days);
        }
    }
}
