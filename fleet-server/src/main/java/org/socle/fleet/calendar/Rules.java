package org.socle.fleet.calendar;

import java.time.ZoneId;
import java.util.List;

/**
 * All that decides when a school is in class; schools with equal rules share one {@link Timetable}. Immutable.
 *
 * @param clock the time on its walls
 * @param publicHolidays whose public holidays it has: a word of {@link PublicHolidays}
 * @param holidays of its zone
 * @param specials the nearest to it first: the first that covers a day wins
 */
public record Rules(ZoneId clock, String publicHolidays, Week week, List<Holiday> holidays, List<Special> specials) {
    public Rules {
        holidays = List.copyOf(holidays);
        specials = List.copyOf(specials);
    }
}
