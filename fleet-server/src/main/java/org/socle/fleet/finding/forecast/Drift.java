package org.socle.fleet.finding.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.finding.forecast.Forecast.Verdict;

/**
 * A value that drifts from week to week, some weeks more, some less: a Brownian motion with drift, whose time to a limit follows the
 * inverse Gaussian distribution. The drift itself is known from few weeks only, so it is drawn too (Student's t). Volumes that
 * fill up, batteries and solid-state disks that wear do so; the model is simple on purpose, and its interval is tested against
 * histories it was not made for. Pure.
 */
final class Drift {
    /** Fewer days say too little: ours. */
    static final int LEAST_DAYS = 21;

    /** Of these, the first and the last are to be this far apart. */
    static final int LEAST_SPAN = 35;

    /** Nobody plans further ahead: ours. */
    static final int FARTHEST_DAYS = 3 * 365;

    /** A machine that has said nothing for so many weeks of its time may be used otherwise by now: ours. */
    private static final int MOST_SILENT_WEEKS = 4;

    /** So many days between those that count have to be known before they are believed. */
    private static final int LEAST_BETWEEN = 6;

    private static final double HALF_SPEED = 0.5;
    private static final int DRAWS = 2_000;
    private static final double TAIL = 0.05;

    /** The drift has to be this many times its own standard error: below, it may as well be none. */
    private static final double CLEAR = 2.5;

    private Drift() {}

    /**
     * Looks ahead.
     *
     * @param daily the values of past days
     * @param limit the value to reach
     * @param rising whether values below the limit have not reached it yet; those above otherwise
     * @param school the days on which it goes on, unless the values show that it goes on on others as well
     * @param today no date is before it
     */
    static Forecast towards(
            NavigableMap<LocalDate, Double> daily, double limit, boolean rising, Pace school, LocalDate today) {
        if (daily.isEmpty()) {
            return Forecast.none(Verdict.TOO_SHORT, limit, 0, null);
        }
        LocalDate last = daily.lastKey();
        Pace pace = goesOnBetween(daily, rising, school) ? Pace.EVERY_DAY : school;
        TreeMap<Integer, Double> counted = counted(daily, pace);
        int days = counted.size();
        double left = (rising ? 1 : -1) * (limit - daily.lastEntry().getValue());
        if (left <= 0) {
            return Forecast.none(Verdict.REACHED, limit, days, last);
        }
        long span = last.toEpochDay() - daily.firstKey().toEpochDay();
        double[] steps = weeklySteps(counted, rising, pace.week());
        if (days < LEAST_DAYS || span < LEAST_SPAN || steps.length < 4) {
            return Forecast.none(Verdict.TOO_SHORT, limit, days, last);
        }
        double mean = Arrays.stream(steps).average().orElse(0);
        double variance =
                Arrays.stream(steps).map(step -> (step - mean) * (step - mean)).sum() / (steps.length - 1);
        double error = Math.sqrt(variance / steps.length);
        if (mean <= 0 || mean < CLEAR * error) {
            return Forecast.none(Verdict.NO_TREND, limit, days, last);
        }
        double[] weeks = draw(left, mean, variance, error, steps.length - 1);
        Ahead ahead = new Ahead(last, pace);
        LocalDate earliest = ahead.after(Math.floor(weeks[(int) (DRAWS * TAIL)] * pace.week()));
        LocalDate likely = ahead.after(Math.rint(weeks[DRAWS / 2] * pace.week()));
        LocalDate latest = ahead.after(Math.ceil(weeks[(int) (DRAWS * (1 - TAIL))] * pace.week()));
        if (earliest == null || likely == null || latest == null) {
            return Forecast.none(Verdict.FAR, limit, days, last);
        }
        if (likely.isBefore(today) || ahead.upTo(today) > MOST_SILENT_WEEKS * pace.week()) {
            return Forecast.none(Verdict.STALE, limit, days, last);
        }
        return new Forecast(
                Verdict.DATE,
                limit,
                earliest.isBefore(today) ? today : earliest,
                likely,
                latest,
                days,
                last,
                pace.ofClass());
    }

    /**
     * Whether it goes on on the other days too, at half the speed or more: a server that backs itself up at night and in August. A machine
     * that is off on those days says nothing on them.
     */
    private static boolean goesOnBetween(NavigableMap<LocalDate, Double> daily, boolean rising, Pace school) {
        double during = 0;
        double between = 0;
        int daysDuring = 0;
        int daysBetween = 0;
        Double before = null;
        for (var reading : daily.entrySet()) {
            if (before != null) {
                double moved = (rising ? 1 : -1) * (reading.getValue() - before);
                if (school.counts(reading.getKey())) {
                    during += moved;
                    daysDuring++;
                } else {
                    between += moved;
                    daysBetween++;
                }
            }
            before = reading.getValue();
        }
        return daysBetween >= LEAST_BETWEEN
                && daysDuring > 0
                && between / daysBetween > HALF_SPEED * during / daysDuring;
    }

    /** The values by the number of days that counted before them; of several with the same number the newest. */
    private static TreeMap<Integer, Double> counted(NavigableMap<LocalDate, Double> daily, Pace pace) {
        TreeMap<Integer, Double> counted = new TreeMap<>();
        LocalDate day = daily.firstKey();
        int number = 0;
        for (var reading : daily.entrySet()) {
            while (day.isBefore(reading.getKey())) {
                day = day.plusDays(1);
                number += pace.counts(day) ? 1 : 0;
            }
            counted.put(number, reading.getValue());
        }
        return counted;
    }

    /** The days after the last reading; asked for later and later ones. */
    private static final class Ahead {
        private final LocalDate last;
        private final Pace pace;
        private LocalDate day;
        private long counted;

        private Ahead(LocalDate last, Pace pace) {
            this.last = last;
            this.pace = pace;
            this.day = last;
        }

        /** The day on which so many have counted; null when nobody plans that far. */
        private @Nullable LocalDate after(double days) {
            while (counted < days) {
                if (day.toEpochDay() - last.toEpochDay() >= FARTHEST_DAYS) {
                    return null;
                }
                day = day.plusDays(1);
                counted += pace.counts(day) ? 1 : 0;
            }
            return day;
        }

        /** How many count up to a day. */
        private long upTo(LocalDate end) {
            return last.datesUntil(end.isBefore(last) ? last : end)
                    .filter(date -> pace.counts(date.plusDays(1)))
                    .count();
        }
    }

    /** A week's mean value, and when in the mean it was, in days that count. */
    private static final class Week {
        private double values;
        private double days;
        private int count;

        private double value() {
            return values / count;
        }

        private double day() {
            return days / count;
        }
    }

    /** How much it moved towards the limit from one week's mean to the next, per week; days may be missing. */
    private static double[] weeklySteps(TreeMap<Integer, Double> counted, boolean rising, int length) {
        int end = counted.lastKey();
        TreeMap<Integer, Week> weeks = new TreeMap<>();
        counted.forEach((day, value) -> {
            int ago = day - end;
            Week week = weeks.computeIfAbsent(ago / length, number -> new Week());
            week.values += value;
            week.days += ago;
            week.count++;
        });
        double[] steps = new double[Math.max(0, weeks.size() - 1)];
        int next = 0;
        Week before = null;
        for (Week week : weeks.values()) {
            if (before != null) {
                double moved = week.value() - before.value();
                steps[next++] = (rising ? moved : -moved) / (week.day() - before.day()) * length;
            }
            before = week;
        }
        return steps;
    }

    /** Weeks until the limit, in order; the same for the same history. */
    private static double[] draw(double left, double mean, double variance, double error, int freedom) {
        SplittableRandom random = new SplittableRandom(Double.doubleToLongBits(left) ^ Double.doubleToLongBits(mean));
        double[] weeks = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double drift = mean + error * student(random, freedom);
            weeks[i] =
                    drift <= 0 ? Double.POSITIVE_INFINITY : firstPassage(random, left / drift, left * left, variance);
        }
        Arrays.sort(weeks);
        return weeks;
    }

    /** Normal over the root of chi-squared over its degrees. */
    private static double student(SplittableRandom random, int freedom) {
        double squares = 0;
        for (int i = 0; i < freedom; i++) {
            double normal = normal(random);
            squares += normal * normal;
        }
        return normal(random) / Math.sqrt(squares / freedom);
    }

    /** Inverse Gaussian with a mean and the shape {@code square / variance} (Michael, Schucany and Haas 1976). */
    private static double firstPassage(SplittableRandom random, double mean, double square, double variance) {
        if (variance <= 0) {
            return mean;
        }
        double shape = square / variance;
        double normal = normal(random);
        double y = normal * normal;
        double root = Math.sqrt(4 * mean * shape * y + mean * mean * y * y);
        double small = mean + mean * mean * y / (2 * shape) - mean / (2 * shape) * root;
        return random.nextDouble() <= mean / (mean + small) ? small : mean * mean / small;
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
