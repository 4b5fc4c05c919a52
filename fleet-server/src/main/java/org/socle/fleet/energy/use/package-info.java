/**
 * What machines consumed, by the quarter of an hour, and what of it served somebody. In: the counters that machines report, by way
 * of the intake ({@link org.socle.fleet.energy.use.Follower}); then {@link org.socle.fleet.energy.use.Trace} keeps a
 * machine's day, {@link org.socle.fleet.energy.use.Split} holds it against the school's calendar, and places add up what
 * their machines have.
 */
@NullMarked
package org.socle.fleet.energy.use;

import org.jspecify.annotations.NullMarked;
