/**
 * How good the schools' lines are.
 *
 * <p>In: the time, machines that are there, what they measured (from the intake). Out: commands to machines, data for them to
 * carry, one line on a school's page. When a school is in class is asked of {@link org.socle.fleet.calendar.SchoolCalendar}.
 */
@NullMarked
package org.socle.fleet.connectivity;

import org.jspecify.annotations.NullMarked;
