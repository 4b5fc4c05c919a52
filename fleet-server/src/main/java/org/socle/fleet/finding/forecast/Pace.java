package org.socle.fleet.finding.forecast;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Predicate;
import org.socle.fleet.calendar.Holiday;
import org.socle.fleet.calendar.Timetable;

/**
 * The days on which something goes on. A school's computers fill and wear while they are used: eight weeks of summer are no time for
 * them, and counted as time they make every date wrong that lies behind holidays. Immutable.
 *
 * @param counts whether it goes on on a day
 * @param week how many such days a usual week has, from 1 to 7
 * @param ofClass whether they are days of class
 */
record Pace(Predicate<LocalDate> counts, int week, boolean ofClass) {
    /** Of what never rests, and of what is in no school. */
    static final Pace EVERY_DAY = new Pace(day -> true, 7, false);

    /** As many whole weeks as come closest to a year: the same day of the week. */
    private static final int YEAR = 52 * 7;

    /**
     * Days of class. The ministry says holidays a year or two ahead: behind the last that are known, a day is what it was a year
     * before. Where no holidays are known at all every day counts, since days of class would count all those of the holidays.
     */
    static Pace of(Timetable timetable) {
        int week = (int) Arrays.stream(DayOfWeek.values())
                .filter(day -> !timetable.rules().week().on(day).none())
                .count();
        LocalDate known = timetable.rules().holidays().stream()
                .map(Holiday::last)
                .max(LocalDate::compareTo)
                .orElse(null);
        return week == 0 || known == null
                ? EVERY_DAY
                : new Pace(day -> !timetable.day(alike(day, known)).hours().none(), week, true);
    }

    private static LocalDate alike(LocalDate day, LocalDate known) {
        long beyond = day.toEpochDay() - known.toEpochDay();
        return beyond <= 0 ? day : day.minusDays((beyond + YEAR - 1) / YEAR * YEAR);
    }

    boolean counts(LocalDate day) {
        return counts.test(day);
    }
}
