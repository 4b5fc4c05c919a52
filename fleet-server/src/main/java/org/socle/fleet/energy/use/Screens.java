package org.socle.fleet.energy.use;

import java.time.Instant;

/**
 * What a machine's external screens consumed in a stretch of time. No meter of the machine sees them.
 *
 * @param to after {@code from}
 * @param wattHours never below 0
 * @param uncertainty watt-hours by which that may be off
 */
record Screens(Instant from, Instant to, double wattHours, double uncertainty) {

    /** A share of it, in a part of its time. */
    Screens part(Instant begin, Instant end, double share) {
        return new Screens(begin, end, wattHours * share, uncertainty * share);
    }
}
