package org.socle.fleet.demo;

import java.time.Instant;

/**
 * What the server does every minute by the clock, driven along a past that is taken in at once. Called between two transactions, by
 * the thread that takes in, with everything that arrived until then in the database.
 */
@FunctionalInterface
public interface Sweep {
    /** Does nothing. */
    Sweep NONE = now -> {};

    /**
     * Looks at everything once.
     *
     * @param now never before that of the last call; a quarter of an hour after it while machines are on, else an hour
     */
    void sweep(Instant now);
}
