package org.socle.fleet.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.socle.contract.ContractException;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/**
 * How much one machine may hold: what it reports is read again for each page and each judgement, and every series of values takes
 * a row an hour. A machine with forty disks and two hundred sensors stays far below. Used by one thread.
 */
final class MachineBounds {
    /** Latest values of a machine; a desktop has some 200. */
    static final int MOST_READINGS = 2_000;

    /** Series a machine may begin in a day (UTC), beyond those it had: the first report of each start is that many. */
    static final int MOST_NEW_SERIES = 6_000;

    private final Map<Long, Integer> begun = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    /**
     * Makes sure that a machine stays within its bounds.
     *
     * @param before its latest values before a pack
     * @param news what the pack brings
     * @param now its latest values after it
     * @throws ContractException when it does not
     */
    void check(long machine, Snapshot before, List<Reading> news, Snapshot now, Instant received) {
        if (now.size() > MOST_READINGS) {
            throw new ContractException("with it the machine would have " + now.size() + " readings; at most "
                    + MOST_READINGS + " are kept, a complete pack (/42777/0/6) ends those it does not hold");
        }
        LocalDate today = LocalDate.ofInstant(received, ZoneOffset.UTC);
        if (!today.equals(day)) {
            begun.clear();
            day = today;
        }
        int fresh = (int) news.stream()
                .filter(reading -> reading.resource().numeric()
                        && before.reading(reading.resource(), reading.instance())
                                .isEmpty())
                .count();
        if (fresh > 0) {
            int all = begun.merge(machine, fresh, Integer::sum);
            if (all > MOST_NEW_SERIES) {
                begun.put(machine, MOST_NEW_SERIES);
                throw new ContractException("the machine began more than " + MOST_NEW_SERIES
                        + " series of readings today; instances are to keep their numbers");
            }
        }
    }
}
