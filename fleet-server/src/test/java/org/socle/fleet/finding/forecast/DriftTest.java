package org.socle.fleet.finding.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socle.fleet.finding.forecast.Forecast.Verdict;

class DriftTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 5);
    private static final int HISTORIES = 400;
    private static final int HORIZON = 4_000;

    /** How volumes fill in life, each from 60 of 100 on: the whole future, of which the forecast sees the beginning. */
    private enum Life {
        /** As the model has it. */
        BROWNIAN((random, rate) -> walk(random, rate, 0.25)),
        /** Straight, read with an error. */
        STRAIGHT((random, rate) -> {
            double[] values = new double[HORIZON];
            for (int day = 0; day < HORIZON; day++) {
                values[day] = 60 + rate * day + 0.3 * random.nextGaussian();
            }
            return values;
        }),
        /** In class only: nothing at weekends. */
        SCHOOL_DAYS((random, rate) -> {
            double[] values = new double[HORIZON];
            double value = 60;
            for (int day = 0; day < HORIZON; day++) {
                value += day % 7 < 5 ? rate * 1.4 * (0.5 + random.nextDouble()) : 0;
                values[day] = value;
            }
            return values;
        }),
        /** A film now and then. */
        LUMPS((random, rate) -> {
            double[] values = new double[HORIZON];
            double value = 60;
            for (int day = 0; day < HORIZON; day++) {
                value += random.nextInt(5) == 0 ? rate * 5 * 2 * random.nextDouble() : 0;
                values[day] = value;
            }
            return values;
        }),
        /** Told in whole percents. */
        ROUNDED((random, rate) -> {
            double[] values = walk(random, rate, 0.1);
            for (int day = 0; day < HORIZON; day++) {
                values[day] = Math.floor(values[day]);
            }
            return values;
        });

        private final BiFunction<Random, Double, double[]> made;

        Life(BiFunction<Random, Double, double[]> made) {
            this.made = made;
        }

        private static double[] walk(Random random, double rate, double spread) {
            double[] values = new double[HORIZON];
            double value = 60;
            for (int day = 0; day < HORIZON; day++) {
                value += rate + spread * random.nextGaussian();
                values[day] = value;
            }
            return values;
        }
    }

    private static TreeMap<LocalDate, Double> seen(double[] values, int days) {
        TreeMap<LocalDate, Double> daily = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            daily.put(START.plusDays(day), values[day]);
        }
        return daily;
    }

    /** On the day of the last reading, of a machine in no school. */
    private static Forecast rising(TreeMap<LocalDate, Double> daily) {
        return Drift.towards(daily, 100, true, Pace.EVERY_DAY, daily.isEmpty() ? START : daily.lastKey());
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void theIntervalHoldsTheTrueDateInFourCasesOfFive(Life life) {
        Random random = new Random(20261125);
        int dated = 0;
        int held = 0;
        for (int history = 0; history < HISTORIES; history++) {
            double[] values = life.made.apply(random, 0.05 + 0.15 * random.nextDouble());
            int days = 40 + random.nextInt(80);
            if (values[days - 1] >= 100) {
                continue;
            }
            Forecast forecast = rising(seen(values, days));
            if (forecast.verdict() != Verdict.DATE) {
                continue;
            }
            dated++;
            int reached = days;
            while (values[reached] < 100) {
                reached++;
            }
            LocalDate truth = START.plusDays(reached);
            held += !truth.isBefore(forecast.earliest()) && !truth.isAfter(forecast.latest()) ? 1 : 0;
        }
        assertThat(dated).as("histories that allow a date").isGreaterThan(HISTORIES / 3);
        assertThat((double) held / dated).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void noDateIsMadeUpWhereNothingMoves() {
        Random random = new Random(1);
        int dated = 0;
        for (int history = 0; history < HISTORIES; history++) {
            double[] values = new double[120];
            for (int day = 0; day < values.length; day++) {
                values[day] = 80 + 2 * random.nextGaussian();
            }
            dated += rising(seen(values, 120)).verdict() == Verdict.DATE ? 1 : 0;
        }
        assertThat((double) dated / HISTORIES).isLessThan(0.03);
    }

    @Test
    void aStraightLineEndsWhereItPoints() {
        double[] values = new double[HORIZON];
        for (int day = 0; day < HORIZON; day++) {
            values[day] = 60 + 0.1 * day;
        }
        Forecast forecast = rising(seen(values, 101));
        // On day 400, without any doubt
        assertThat(forecast.likely()).isEqualTo(START.plusDays(400));
        assertThat(forecast.earliest()).isBetween(START.plusDays(399), START.plusDays(400));
        assertThat(forecast.latest()).isBetween(START.plusDays(400), START.plusDays(401));
        assertThat(forecast.days()).isEqualTo(101);
    }

    @Test
    void falling() {
        double[] values = new double[HORIZON];
        for (int day = 0; day < HORIZON; day++) {
            values[day] = 90 - 0.1 * day;
        }
        assertThat(Drift.towards(seen(values, 101), 60, false, Pace.EVERY_DAY, START.plusDays(100))
                        .likely())
                .isEqualTo(START.plusDays(300));
        assertThat(rising(seen(values, 101)).verdict()).isEqualTo(Verdict.NO_TREND);
    }

    @Test
    void whatTheDataDoNotAllowIsNotSaid() {
        double[] line = new double[HORIZON];
        double[] slow = new double[HORIZON];
        for (int day = 0; day < HORIZON; day++) {
            line[day] = 60 + 0.1 * day;
            slow[day] = 60 + 0.01 * day;
        }
        assertThat(rising(new TreeMap<>()).verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(rising(seen(line, 35)).verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(rising(seen(line, 36)).verdict()).isEqualTo(Verdict.DATE);
        assertThat(rising(seen(line, 401)).verdict()).isEqualTo(Verdict.REACHED);
        assertThat(rising(seen(slow, 180)).verdict()).isEqualTo(Verdict.FAR);
        // Three weeks of a summer are missing: what is left has to be enough by itself.
        TreeMap<LocalDate, Double> gap = seen(line, 60);
        for (int day = 10; day < 50; day++) {
            gap.remove(START.plusDays(day));
        }
        assertThat(rising(gap).verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void theSameHistoryGivesTheSameForecast() {
        double[] values = Life.BROWNIAN.made.apply(new Random(7), 0.1);
        assertThat(rising(seen(values, 90))).isEqualTo(rising(seen(values, 90)));
    }

    @Test
    void whatIsLongAgoGivesNoDateThatIsPast() {
        double[] values = new double[HORIZON];
        for (int day = 0; day < HORIZON; day++) {
            values[day] = 60 + 0.1 * day;
        }
        TreeMap<LocalDate, Double> daily = seen(values, 390);
        LocalDate last = daily.lastKey();

        // Eleven days are left.
        assertThat(Drift.towards(daily, 100, true, Pace.EVERY_DAY, last.plusDays(11))
                        .earliest())
                .isEqualTo(last.plusDays(11));
        Forecast past = Drift.towards(daily, 100, true, Pace.EVERY_DAY, last.plusDays(12));
        assertThat(past.verdict()).isEqualTo(Verdict.STALE);
        assertThat(past.likely()).isNull();
        assertThat(past.last()).isEqualTo(last);
        // Nothing was heard for a month.
        TreeMap<LocalDate, Double> shorter = seen(values, 101);
        assertThat(Drift.towards(shorter, 100, true, Pace.EVERY_DAY, START.plusDays(128))
                        .verdict())
                .isEqualTo(Verdict.DATE);
        assertThat(Drift.towards(shorter, 100, true, Pace.EVERY_DAY, START.plusDays(129))
                        .verdict())
                .isEqualTo(Verdict.STALE);
    }
}
