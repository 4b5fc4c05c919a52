package org.socle.fleet.finding;

import java.time.Duration;
import java.util.Map;

/**
 * The limits that hold for a machine, where it is. Immutable.
 *
 * @param own those that are not the usual ones
 */
public record Limits(Map<Threshold, Double> own) {
    /** Those that hold where nobody has set anything. */
    public static final Limits USUAL = new Limits(Map.of());

    public Limits {
        own = Map.copyOf(own);
    }

    /**
     * A limit that is a length of time.
     *
     * @throws IllegalStateException when it is none
     */
    public Duration length(Threshold threshold) {
        return threshold.length(of(threshold));
    }

    public double of(Threshold threshold) {
        return own.getOrDefault(threshold, threshold.usual());
    }
}
