package org.socle.fleet.calendar;

import java.time.LocalDate;

/**
 * What a day is for a school. Immutable.
 *
 * @param name of the holiday, as the ministry calls it; the word for {@link PublicHolidays#name} of a public one; the reason of
 *     an exception; empty for days like others
 * @param until the last day for which the same reason holds; the day itself for days like others and public holidays
 * @param hours of class; none when there is no class
 */
public record Day(LocalDate date, DayKind kind, String name, LocalDate until, Hours hours) {}
