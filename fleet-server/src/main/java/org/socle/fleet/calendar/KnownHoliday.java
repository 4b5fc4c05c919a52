package org.socle.fleet.calendar;

/**
 * A zone's holidays as they are stored.
 *
 * @param id the database's number
 * @param zone code of the zone
 * @param source where it comes from; empty when somebody typed it
 */
public record KnownHoliday(long id, String zone, Holiday holiday, String source) {}
