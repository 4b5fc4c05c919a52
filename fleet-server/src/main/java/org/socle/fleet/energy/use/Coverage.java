package org.socle.fleet.energy.use;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * Of how much of whole months something is known. Days before the first report of a machine have no row of their own, so that the time
 * that passed is that of its month: a month that was followed for five days is known to a sixth. Pure.
 */
public final class Coverage {
    private Coverage() {}

    /**
     * The share of the machines' time, 0 to 1; 0 without a machine.
     *
     * @param months of one place or several, in which something is known
     * @param today the month of which counts up to it
     */
    public static double of(List<PlaceMonth> months, LocalDate today) {
        Map<LocalDate, Sums> sums = new TreeMap<>();
        Map<LocalDate, Integer> machines = new TreeMap<>();
        for (PlaceMonth month : months) {
            sums.merge(month.month(), month.sums(), Sums::plus);
            machines.merge(month.month(), month.machines(), Integer::sum);
        }
        double known = 0;
        double passed = 0;
        for (Map.Entry<LocalDate, Sums> month : sums.entrySet()) {
            known += month.getValue().known();
            passed += passed(month.getValue(), machines.getOrDefault(month.getKey(), 0), month.getKey(), today);
        }
        return passed > 0 ? Math.min(1, known / passed) : 0;
    }

    /** The same of one month. */
    public static double of(Sums sums, int machines, LocalDate month, LocalDate today) {
        double passed = passed(sums, machines, month, today);
        return passed > 0 ? Math.min(1, sums.known() / passed) : 0;
    }

    private static double passed(Sums sums, int machines, LocalDate month, LocalDate today) {
        LocalDate next = month.plusMonths(1);
        LocalDate end = next.isAfter(today) ? today : next;
        double whole = Duration.between(month.atStartOfDay(ZoneOffset.UTC), end.atStartOfDay(ZoneOffset.UTC))
                .toSeconds();
        return Math.max(sums.get(Measure.TIME), machines * Math.max(0, whole));
    }
}
