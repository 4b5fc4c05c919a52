package org.socle.fleet.energy.waste;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.socle.fleet.calendar.Timetable;

/**
 * A school's class in the days the finders look at, and in the 365 days that end with them: whole ones of which the calendar is known,
 * holidays included. Made once a sweep for a school. Immutable.
 */
final class SchoolYear {
    /** Days of a year. */
    static final int DAYS = 365;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final int HOURS_A_DAY = 24;

    /** Hours of class on each of the days looked at. */
    private final double[] classHours = new double[Weeks.DAYS];

    private final double classHoursAYear;
    private final double hoursAYear;

    /**
     * Of a school.
     *
     * @param from the first day the finders look at
     */
    SchoolYear(Timetable timetable, LocalDate from) {
        for (int day = 0; day < Weeks.DAYS; day++) {
            classHours[day] = timetable.windows(from.plusDays(day)).stream()
                    .mapToDouble(window -> hours(window.from(), window.to()))
                    .sum();
        }
        LocalDate after = from.plusDays(Weeks.DAYS);
        Instant begin = after.minusDays(DAYS).atStartOfDay(timetable.zone()).toInstant();
        Instant end = after.atStartOfDay(timetable.zone()).toInstant();
        classHoursAYear = timetable.schoolTimeBetween(begin, end).toSeconds() / SECONDS_PER_HOUR;
        hoursAYear = hours(begin, end);
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_PER_HOUR;
    }

    /**
     * How many of some days have class.
     *
     * @param known the days: bit 0 is the first one the finders look at
     */
    int classDays(long known) {
        int days = 0;
        for (int day = 0; day < Weeks.DAYS; day++) {
            days += known(known, day) && classHours[day] > 0 ? 1 : 0;
        }
        return days;
    }

    /** How the year compares with some days. */
    Scale scale(long known) {
        double inClass = 0;
        int days = 0;
        for (int day = 0; day < Weeks.DAYS; day++) {
            inClass += known(known, day) ? classHours[day] : 0;
            days += known(known, day) ? 1 : 0;
        }
        double outside = (double) HOURS_A_DAY * days - inClass;
        return new Scale(
                inClass > 0 ? classHoursAYear / inClass : 0,
                outside > 0 ? (hoursAYear - classHoursAYear) / outside : 0,
                days > 0 ? (double) DAYS / days : 0);
    }

    private static boolean known(long days, int day) {
        return (days >> day & 1) == 1;
    }
}
