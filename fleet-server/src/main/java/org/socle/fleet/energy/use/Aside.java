package org.socle.fleet.energy.use;

import java.time.Instant;

/**
 * How much of what was told before, or will be told soon, a meter counted and by how much it may be off: these counters grow more slowly
 * than the energy does, and are told at times of their own.
 *
 * @param to after {@code from}
 * @param metered watt-hours, from 0; likewise {@code uncertainty}
 */
record Aside(Instant from, Instant to, double metered, double uncertainty) {

    /** A share of it, in a part of its time. */
    Aside part(Instant begin, Instant end, double share) {
        return new Aside(begin, end, metered * share, uncertainty * share);
    }
}
