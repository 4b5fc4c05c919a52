package org.socle.fleet.energy.use;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.energy.use.Sums.Measure;

/** Holds a machine's day against its school's calendar. Pure. */
final class Split {
    private static final double MILLI = 1000;
    private static final int QUARTERS_AN_HOUR = 4;

    private final Trace trace;
    private final List<Timetable.Window> classes;
    private final boolean tellsUse;

    /** @param tellsUse whether the machine says when it is in use; a totem does not */
    Split(Trace trace, Timetable timetable, LocalDate day, boolean tellsUse) {
        this.trace = trace;
        this.classes = timetable.windows(day);
        this.tellsUse = tellsUse;
    }

    /** The whole day. */
    Sums day() {
        Sums.Builder sums = new Sums.Builder().add(Measure.TIME, (double) trace.quarters() * Trace.QUARTER_SECONDS);
        for (int hour = 0; hour * QUARTERS_AN_HOUR < trace.quarters(); hour++) {
            add(sums, hour);
        }
        return sums.build();
    }

    /** Each hour from midnight on, the same parts: 24, or 23 or 25 on the days the clock is changed. */
    List<Sums> hours() {
        List<Sums> hours = new ArrayList<>();
        for (int hour = 0; hour * QUARTERS_AN_HOUR < trace.quarters(); hour++) {
            int quarters = Math.min(QUARTERS_AN_HOUR, trace.quarters() - hour * QUARTERS_AN_HOUR);
            Sums.Builder sums = new Sums.Builder().add(Measure.TIME, (double) quarters * Trace.QUARTER_SECONDS);
            add(sums, hour);
            hours.add(sums.build());
        }
        return hours;
    }

    private void add(Sums.Builder sums, int hour) {
        int from = hour * QUARTERS_AN_HOUR;
        int to = Math.min(from + QUARTERS_AN_HOUR, trace.quarters());
        double on = sum(Column.ON_SECONDS, from, to);
        double active = Math.min(on, sum(Column.ACTIVE, from, to));
        double lit = Math.min(on, sum(Column.LIT, from, to));
        // Of an hour with class the use is taken to be in class first: that is what people are there for.
        double inClass = 0;
        for (int quarter = from; quarter < to; quarter++) {
            inClass += trace.get(Column.ON_SECONDS, quarter) * schoolShare(quarter);
        }
        double usedShare = !tellsUse ? 1 : inClass > 0 ? Math.min(1, active / inClass) : 0;
        for (int quarter = from; quarter < to; quarter++) {
            quarter(sums, quarter, usedShare);
        }
        sums.add(Measure.ON_SCHOOL, inClass)
                .add(Measure.ON_OUTSIDE, on - inClass)
                .add(Measure.ACTIVE, inClass * usedShare)
                .add(Measure.LIT_UNUSED, tellsUse ? Math.max(0, lit - active) : Math.min(lit, on - inClass));
    }

    private void quarter(Sums.Builder sums, int quarter, double usedShare) {
        double school = schoolShare(quarter);
        double screens = trace.get(Column.SCREENS, quarter) / MILLI;
        double on = trace.get(Column.ON_ENERGY, quarter) / MILLI + screens;
        double asleep = trace.get(Column.ASLEEP_ENERGY, quarter) / MILLI;
        double off = trace.get(Column.OFF_ENERGY, quarter) / MILLI;
        sums.add(Measure.USED, on * school * usedShare)
                .add(Measure.IDLE, on * school * (1 - usedShare))
                .add(Measure.OUTSIDE, on * (1 - school))
                .add(Measure.ASLEEP, asleep)
                .add(Measure.OFF, off)
                .add(Measure.RESTING_SCHOOL, (asleep + off) * school)
                .add(Measure.UNDATED, trace.get(Column.UNDATED_ENERGY, quarter) / MILLI)
                .add(Measure.METERED, trace.get(Column.METERED, quarter) / MILLI)
                .add(Measure.UNCERTAINTY, trace.get(Column.UNCERTAINTY, quarter) / MILLI)
                .add(Measure.SCREENS, screens)
                .add(Measure.ASLEEP_TIME, trace.get(Column.ASLEEP_SECONDS, quarter))
                .add(Measure.OFF_TIME, trace.get(Column.OFF_SECONDS, quarter))
                .add(Measure.UNDATED_TIME, trace.get(Column.UNDATED_SECONDS, quarter));
    }

    private double sum(Column column, int from, int to) {
        double sum = 0;
        for (int quarter = from; quarter < to; quarter++) {
            sum += trace.get(column, quarter);
        }
        return sum;
    }

    /** How much of a quarter is class, 0 to 1. */
    private double schoolShare(int quarter) {
        Instant from = trace.start().plusSeconds((long) quarter * Trace.QUARTER_SECONDS);
        Instant to = from.plusSeconds(Trace.QUARTER_SECONDS);
        double seconds = 0;
        for (Timetable.Window window : classes) {
            Instant begin = window.from().isAfter(from) ? window.from() : from;
            Instant end = window.to().isBefore(to) ? window.to() : to;
            if (begin.isBefore(end)) {
                seconds += Duration.between(begin, end).toSeconds();
            }
        }
        return seconds / Trace.QUARTER_SECONDS;
    }
}
