package org.socle.simulator;

import java.time.Instant;

/**
 * A time within a session in which the machine is asleep.
 *
 * @param to after {@code from}, and not on the same hour of the clock
 */
record Nap(Instant from, Instant to) {}
