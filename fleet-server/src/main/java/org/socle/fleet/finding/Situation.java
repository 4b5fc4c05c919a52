package org.socle.fleet.finding;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.finding.Growth.Counter;
import org.socle.fleet.reading.Snapshot;

/**
 * What rules look at: one machine at one moment. Immutable.
 *
 * @param now its newest readings
 * @param before its readings as they were at its report before this one
 * @param at when they are judged, by the server's clock
 * @param limits those that hold where the machine is
 * @param standing what was found on it before and holds still: with it rules keep from flapping
 * @param growths from where on counters count that are for life; those that are missing from 0
 */
public record Situation(
        Snapshot now, Snapshot before, Instant at, Limits limits, Set<Place> standing, Map<Counter, Growth> growths) {

    /** What was found where. */
    public record Place(String rule, int instance) {}

    /**
     * Of a machine.
     *
     * @param found what was found on it until now
     */
    public static Situation of(Snapshot now, Snapshot before, Instant at, Limits limits, Collection<Finding> found) {
        return of(now, before, at, limits, found, Map.of());
    }

    /**
     * Of a machine with counters.
     *
     * @param found what was found on it until now
     * @param growths from where on its counters count
     */
    public static Situation of(
            Snapshot now,
            Snapshot before,
            Instant at,
            Limits limits,
            Collection<Finding> found,
            Map<Counter, Growth> growths) {
        return new Situation(
                now,
                before,
                at,
                limits,
                found.stream()
                        .map(finding -> new Place(finding.rule(), finding.instance()))
                        .collect(Collectors.toUnmodifiableSet()),
                growths);
    }

    /** The limit that holds where the machine is. */
    public double limit(Threshold threshold) {
        return limits.of(threshold);
    }

    /** How much a counter that is for life has grown lately; 0 where it is not read. */
    public double grown(Resource resource, int instance) {
        Growth growth = growths.get(new Counter(resource, instance));
        return now.number(resource, instance).orElse(0) - (growth == null ? 0 : growth.base());
    }

    /** Whether this was found here before and holds still. */
    public boolean stands(String rule, int instance) {
        return standing.contains(new Place(rule, instance));
    }

    /**
     * Whether a value is beyond its limit, from below; what was found before holds until the value is well back.
     *
     * @param limit from which it is found
     * @param back below which it is no longer
     */
    public boolean above(String rule, int instance, double value, double limit, double back) {
        return value >= (stands(rule, instance) ? back : limit);
    }
}
