package org.socle.fleet.maintenance.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.socle.fleet.maintenance.forecast.Forecast.Verdict;

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

    private static final int WEEK = 7;
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
     */
    static Forecast towards(NavigableMap<LocalDate, Double> daily, double limit, boolean rising) {
        int days = daily.size();
        if (days == 0) {
            return Forecast.none(Verdict.TOO_SHORT, 0);
        }
        LocalDate last = daily.lastKey();
        double left = (rising ? 1 : -1) * (limit - daily.lastEntry().getValue());
        if (left <= 0) {
            return Forecast.none(Verdict.REACHED, days);
        }
        long span = daily.lastKey().toEpochDay() - daily.firstKey().toEpochDay();
        double[] steps = weeklySteps(daily, rising);
        if (days < LEAST_DAYS || span < LEAST_SPAN || steps.length < 4) {
            return Forecast.none(Verdict.TOO_SHORT, days);
        }
        double mean = Arrays.stream(steps).average().orElse(0);
        double variance =
                Arrays.stream(steps).map(step -> (step - mean) * (step - mean)).sum() / (steps.length - 1);
        double error = Math.sqrt(variance / steps.length);
        if (mean <= 0 || mean < CLEAR * error) {
            return Forecast.none(Verdict.NO_TREND, days);
        }
        double[] weeks = draw(left, mean, variance, error, steps.length - 1);
        double latest = weeks[(int) (DRAWS * (1 - TAIL))] * WEEK;
        if (latest > FARTHEST_DAYS) {
            return Forecast.none(Verdict.FAR, days);
        }
        return new Forecast(
                Verdict.DATE,
                last.plusDays((long) Math.floor(weeks[(int) (DRAWS * TAIL)] * WEEK)),
                last.plusDays(Math.round(weeks[DRAWS / 2] * WEEK)),
                last.plusDays((long) Math.ceil(latest)),
                days);
    }

    /** A week's mean value, and when in the mean it was, in days. */
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
    private static double[] weeklySteps(NavigableMap<LocalDate, Double> daily, boolean rising) {
        long end = daily.lastKey().toEpochDay();
        TreeMap<Long, Week> weeks = new TreeMap<>();
        daily.forEach((day, value) -> {
            long ago = day.toEpochDay() - end;
            Week week = weeks.computeIfAbsent(ago / WEEK, number -> new Week());
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
                steps[next++] = (rising ? moved : -moved) / (week.day() - before.day()) * WEEK;
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
