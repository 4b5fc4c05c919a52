/**
 * When a school is in class. {@link org.socle.fleet.calendar.SchoolCalendar} is what other slices ask; {@link
 * org.socle.fleet.calendar.Timetable} answers, from the week's hours, holidays and exceptions, and knows neither SQL nor web.
 */
@NullMarked
package org.socle.fleet.calendar;

import org.jspecify.annotations.NullMarked;
