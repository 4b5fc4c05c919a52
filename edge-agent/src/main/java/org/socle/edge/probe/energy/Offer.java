package org.socle.edge.probe.energy;

import org.socle.edge.source.Elapsed;

/**
 * What a meter says of the machine between two of its looks.
 *
 * @param from its look before
 * @param until its look now
 * @param wattHours what the machine consumed in between
 * @param metered whether that was counted; estimated from a meter of a part otherwise
 * @param uncertainty share by which it may be off, 0 to 1
 * @param source which meter
 * @param always whether it counts while the machine sleeps or is off, too
 */
public record Offer(
        Elapsed from,
        Elapsed until,
        double wattHours,
        boolean metered,
        double uncertainty,
        String source,
        boolean always) {}
