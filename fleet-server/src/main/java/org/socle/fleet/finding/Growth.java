package org.socle.fleet.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.reading.Snapshot;

/**
 * From where on a counter that a part keeps for its whole life counts. A cable that was changed leaves its errors in the disk's count for
 * ever: only that it grows is news, and when it has stood still for {@link #CALM} what it grew before is past. Pure, immutable.
 *
 * @param base the count from which on it counts
 * @param seen the count when it was seen last
 * @param rose when it grew last, or was seen first
 */
public record Growth(double base, double seen, Instant rose) {
    /** So long nothing may be added before it is over: long enough for what happens once a fortnight. Ours. */
    static final Duration CALM = Duration.ofDays(30);

    /**
     * The counters that are for life, and whether the first count that is seen is news. Unreadable data are, on a disk that was just taken
     * in; errors of a cable are not, for it may have been changed since.
     */
    private static final Map<Resource, Boolean> FOR_LIFE = Map.of(
            Storage.CRC_ERRORS, false,
            Storage.MEDIA_ERRORS, true,
            Storage.GROWN_DEFECTS, true);

    /** One counter of one part. */
    public record Counter(Resource resource, int instance) {}

    /** The counters of a machine that have counted something. */
    static List<Counter> counters(Snapshot now) {
        List<Counter> counters = new ArrayList<>();
        for (int disk : now.instances(Storage.DEVICE.family())) {
            for (Resource resource : FOR_LIFE.keySet()) {
                if (now.number(resource, disk).orElse(0) > 0) {
                    counters.add(new Counter(resource, disk));
                }
            }
        }
        return counters;
    }

    /**
     * The counters after a report.
     *
     * @param known as they were after the one before
     * @param now the machine's newest readings
     * @param before its readings before them
     * @param at when they came
     */
    static Map<Counter, Growth> after(Map<Counter, Growth> known, Snapshot now, Snapshot before, Instant at) {
        Map<Counter, Growth> after = new LinkedHashMap<>();
        for (Counter counter : counters(now)) {
            double count = now.number(counter.resource(), counter.instance()).orElse(0);
            OptionalDouble earlier = before.number(counter.resource(), counter.instance());
            after.put(counter, next(known.get(counter), counter, count, earlier, at));
        }
        return after;
    }

    private static Growth next(
            @Nullable Growth known, Counter counter, double count, OptionalDouble earlier, Instant at) {
        double first = Boolean.TRUE.equals(FOR_LIFE.get(counter.resource())) ? 0 : count;
        if (known == null) {
            return new Growth(Math.min(count, earlier.orElse(first)), count, at);
        }
        if (count < known.seen) {
            // Another disk in its place.
            return new Growth(first, count, at);
        }
        boolean calm = !known.rose.plus(CALM).isAfter(at);
        if (count > known.seen) {
            return new Growth(calm ? known.seen : known.base, count, at);
        }
        return calm ? new Growth(count, count, known.rose) : known;
    }
}
