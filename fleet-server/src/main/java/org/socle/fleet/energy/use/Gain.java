package org.socle.fleet.energy.use;

import java.time.Instant;

/**
 * What a machine's account gained in a stretch of time.
 *
 * @param to after {@code from}
 * @param state what the machine did all along
 * @param wattHours how much, screens not included, never below 0
 * @param metered watt-hours of these that a meter counted
 * @param uncertainty watt-hours by which {@code wattHours} may be off
 */
record Gain(Instant from, Instant to, State state, double wattHours, double metered, double uncertainty) {

    /** A share of it, in a part of its time. */
    Gain part(Instant begin, Instant end, double share) {
        return new Gain(begin, end, state, wattHours * share, metered * share, uncertainty * share);
    }
}
