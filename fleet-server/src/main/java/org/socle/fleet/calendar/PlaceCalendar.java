package org.socle.fleet.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of a place that is seen, as it holds now.
 *
 * @param timetable of a school; for a territory that of a school in it about whose place nothing is known
 * @param ownWeek whether the place itself says the hours
 * @param weekFrom number of the place that says them; null when it is the default
 * @param zone whose holidays it has; null when none is known
 * @param ownZone code of the zone it says itself; empty when it says none
 * @param specials its own and those of the places it is in, the first to come first
 */
public record PlaceCalendar(
        Timetable timetable,
        boolean ownWeek,
        @Nullable Long weekFrom,
        @Nullable HolidayZone zone,
        String ownZone,
        List<KnownSpecial> specials) {

    public Week week() {
        return timetable.rules().week();
    }
}
