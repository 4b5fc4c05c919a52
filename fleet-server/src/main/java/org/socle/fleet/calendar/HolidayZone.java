package org.socle.fleet.calendar;

import java.time.ZoneId;

/**
 * A zone whose schools have the same holidays.
 *
 * @param code as addresses have it, such as {@code a} or {@code corse}
 * @param clock the time there
 */
public record HolidayZone(String code, String name, ZoneId clock) {}
