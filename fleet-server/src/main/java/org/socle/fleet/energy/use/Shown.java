package org.socle.fleet.energy.use;

import java.time.Instant;

/**
 * What is known of the use of a machine in some hours: how long, not when.
 *
 * @param to after {@code from}
 * @param active seconds with a session in use
 * @param lit seconds with the screen on
 */
record Shown(Instant from, Instant to, double active, double lit) {

    /** A share of it, in a part of its time. */
    Shown part(Instant begin, Instant end, double share) {
        return new Shown(begin, end, active * share, lit * share);
    }
}
