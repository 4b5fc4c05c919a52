package org.socle.fleet.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.socle.fleet.calendar.Timetable;

/**
 * From what minute of the day on a school is usually heard of. Its line may have failed in the night, when all its machines were
 * off: then nobody is lost, and only that nobody comes tells. Pure. The limits are ours.
 */
final class Habit {
    /** So many days of class in a row it must have been heard of. */
    static final int DAYS = 5;

    private static final int FARTHEST_DAYS = 90;
    private static final Duration LATE = Duration.ofHours(1);

    private Habit() {}

    /**
     * Whether a school should have been heard of by now, and has not.
     *
     * @param heard the days on which it was, each with the first minute of the day
     * @param last when any of its machines last said something
     */
    static boolean broken(Timetable timetable, Map<LocalDate, Integer> heard, Instant last, Instant now) {
        ZoneId zone = timetable.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<Instant> begin =
                timetable.nextSchoolTime(today.atStartOfDay(zone).toInstant());
        if (!timetable.schoolTime(now) || begin.isEmpty() || !last.isBefore(begin.get())) {
            return false;
        }
        int usual = 0;
        int days = 0;
        for (int back = 1; days < DAYS; back++) {
            LocalDate day = today.minusDays(back);
            if (back > FARTHEST_DAYS) {
                return false;
            }
            if (!timetable.day(day).hours().none()) {
                Integer minute = heard.get(day);
                if (minute == null) {
                    return false;
                }
                usual = Math.max(usual, minute);
                days++;
            }
        }
        int minute = now.atZone(zone).getHour() * 60 + now.atZone(zone).getMinute();
        return minute >= usual + LATE.toMinutes();
    }
}
