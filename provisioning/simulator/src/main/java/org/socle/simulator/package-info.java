/**
 * A fleet that does not exist: schools, machines, their days and their faults, told through the agent's own publishing code.
 *
 * <p>In: a seed, the schools' hours of class and a moment. Out: the messages the machines would have sent, in order. The same
 * seed and hours give the same bytes; nothing here looks at the time of day or sleeps.
 */
@NullMarked
package org.socle.simulator;

import org.jspecify.annotations.NullMarked;
