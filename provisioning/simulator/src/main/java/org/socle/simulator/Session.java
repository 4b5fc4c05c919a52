package org.socle.simulator;

import java.time.Instant;
import java.util.List;

/**
 * One time a machine is on.
 *
 * @param cut whether its power is cut at the end, without a goodbye
 * @param naps when it is asleep meanwhile, apart from each other and from both ends by some minutes, in order
 */
record Session(Instant from, Instant to, boolean cut, List<Nap> naps) {
    Session {
        naps = List.copyOf(naps);
    }

    /** One without sleep. */
    Session(Instant from, Instant to, boolean cut) {
        this(from, to, cut, List.of());
    }
}
