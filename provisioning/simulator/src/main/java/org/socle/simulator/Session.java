package org.socle.simulator;

import java.time.Instant;

/**
 * One time a machine is on.
 *
 * @param cut whether its power is cut at the end, without a goodbye
 */
record Session(Instant from, Instant to, boolean cut) {}
