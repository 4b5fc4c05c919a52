package org.socle.fleet.energy.use;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.energy.use.AccountListTable.Kept;

/**
 * What machines consumed in each hour of a day, by the clock on the school's wall. No finer than an hour: what people do stays
 * theirs. Immutable.
 *
 * @param hours 24 of them, or 23 or 25 on the days the clock is changed
 * @param forgotten whether there are figures of the day, but its hours are no longer kept
 */
public record Hourly(List<Hour> hours, boolean forgotten) {

    /**
     * One hour.
     *
     * @param start by the clock on the wall
     * @param sums empty when nothing is known
     */
    public record Hour(ZonedDateTime start, Optional<Sums> sums) {}

    static Hourly of(LocalDate day, long school, List<Kept> kept, SchoolCalendar calendar) {
        ZonedDateTime start = day.atStartOfDay(calendar.zone(school));
        ZonedDateTime end = day.plusDays(1).atStartOfDay(calendar.zone(school));
        List<Sums> sums = new ArrayList<>();
        boolean forgotten = false;
        for (ZonedDateTime hour = start; hour.isBefore(end); hour = hour.plusHours(1)) {
            sums.add(Sums.NONE);
        }
        for (Kept each : kept) {
            byte[] trace = each.trace();
            if (trace == null) {
                forgotten = true;
                continue;
            }
            Timetable timetable = calendar.timetable(each.school());
            List<Sums> hours =
                    new Split(Trace.of(day, timetable.zone(), trace), timetable, day, each.tellsUse()).hours();
            for (int hour = 0; hour < Math.min(hours.size(), sums.size()); hour++) {
                sums.set(hour, sums.get(hour).plus(hours.get(hour)));
            }
        }
        List<Hour> hours = new ArrayList<>();
        for (int hour = 0; hour < sums.size(); hour++) {
            hours.add(
                    new Hour(start.plusHours(hour), Optional.of(sums.get(hour)).filter(each -> each.known() > 0)));
        }
        return new Hourly(List.copyOf(hours), forgotten && sums.stream().allMatch(each -> each.known() == 0));
    }
}
