package org.socle.fleet.finding.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socle.fleet.calendar.Holiday;
import org.socle.fleet.calendar.HolidayFile;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.finding.forecast.Forecast.Verdict;

/** Machines of schools, with the real holidays of zones A, B and C from September 2023 on. */
class ClassDaysTest {
    private static final LocalDate BEGIN = LocalDate.of(2023, 9, 4);
    private static final int HISTORIES = 400;
    private static final int HORIZON = 1_400;
    private static final PublicHolidays PUBLIC = new PublicHolidays();
    private static final List<HolidayFile.Line> HOLIDAYS = read();

    private static List<HolidayFile.Line> read() {
        try (InputStream in = ClassDaysTest.class.getResourceAsStream("/calendar/school-holidays.csv")) {
            return HolidayFile.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .lines();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A school's timetable as far as its holidays are known until a day. */
    private static Timetable timetable(String zone, Week week, LocalDate known) {
        List<Holiday> holidays = new ArrayList<>();
        for (HolidayFile.Line line : HOLIDAYS) {
            if (line.zone().equalsIgnoreCase(zone)
                    && !LocalDate.parse(line.last()).isAfter(known)) {
                holidays.add(new Holiday(line.name(), LocalDate.parse(line.first()), LocalDate.parse(line.last())));
            }
        }
        return new Timetable(
                new Rules(ZoneId.of("Europe/Paris"), PublicHolidays.FRANCE, week, holidays, List.of()), PUBLIC);
    }

    private static boolean ofClass(Timetable timetable, LocalDate day) {
        return !timetable.day(day).hours().none();
    }

    /** How much a volume or disk fills or wears on a day on which something happens; 1 in the mean. */
    private enum Life {
        /** On days of class only, some more, some less. */
        CLASS_DAYS(true, random -> 0.5 + random.nextDouble(), false),
        /** On days of class only, a film now and then. */
        CLASS_LUMPS(true, random -> random.nextInt(5) == 0 ? 10 * random.nextDouble() : 0, false),
        /** On days of class only, told in whole percents. */
        CLASS_ROUNDED(true, random -> 0.5 + random.nextDouble(), true),
        /** A server that is never off and fills every day. */
        EVERY_DAY(false, random -> 0.5 + random.nextDouble(), false);

        private final boolean ofClass;
        private final ToDoubleFunction<Random> growth;
        private final boolean rounded;

        Life(boolean ofClass, ToDoubleFunction<Random> growth, boolean rounded) {
            this.ofClass = ofClass;
            this.growth = growth;
            this.rounded = rounded;
        }
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void theIntervalHoldsTheTrueDateInFourCasesOfFive(Life life) {
        Random random = new Random(20261125);
        int dated = 0;
        int held = 0;
        for (int history = 0; history < HISTORIES; history++) {
            String zone = List.of("A", "B", "C").get(random.nextInt(3));
            Week week =
                    List.of(Week.DEFAULT, Week.WITH_WEDNESDAY, Week.SECONDARY).get(random.nextInt(3));
            Timetable truth = timetable(zone, week, LocalDate.MAX);
            LocalDate start = BEGIN.plusDays(random.nextInt(365));
            int days = 30 + random.nextInt(151);
            LocalDate today = start.plusDays(days - 1L);
            // From 60 to 100 in half a year to two years and a half.
            double rate = (life.ofClass ? 2.4 : 1) * (0.05 + 0.15 * random.nextDouble());
            boolean always = !life.ofClass || random.nextInt(3) == 0;
            TreeMap<LocalDate, Double> seen = new TreeMap<>();
            LocalDate reached = null;
            double value = 60;
            for (int day = 0; day < HORIZON && reached == null; day++) {
                LocalDate date = start.plusDays(day);
                boolean inClass = ofClass(truth, date);
                value += inClass || !life.ofClass ? rate * life.growth.applyAsDouble(random) : 0;
                double told = life.rounded ? Math.floor(value) : value;
                reached = told >= 100 ? date : null;
                if (day < days && (always || inClass && random.nextInt(10) > 0)) {
                    seen.put(date, told);
                }
            }
            if (seen.isEmpty() || reached == null || !reached.isAfter(today)) {
                continue;
            }
            LocalDate known = LocalDate.of(today.getYear() + (today.getMonthValue() > 8 ? 1 : 0), 8, 31);
            Forecast forecast = Drift.towards(seen, 100, true, Pace.of(timetable(zone, week, known)), today);
            if (forecast.verdict() != Verdict.DATE) {
                continue;
            }
            dated++;
            held += !reached.isBefore(forecast.earliest()) && !reached.isAfter(forecast.latest()) ? 1 : 0;
        }
        assertThat(dated).as("histories that allow a date").isGreaterThan(HISTORIES / 3);
        assertThat((double) held / dated).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void holidaysAreNoTime() {
        // One percent a day of class from September on, 85 on the last day before All Saints': fifteen more days of
        // class.
        Timetable timetable = timetable("A", Week.SECONDARY, LocalDate.of(2024, 8, 31));
        TreeMap<LocalDate, Double> daily = new TreeMap<>();
        double value = 85;
        for (LocalDate day = LocalDate.of(2023, 10, 20); day.isAfter(BEGIN); day = day.minusDays(1)) {
            if (ofClass(timetable, day)) {
                daily.put(day, value);
                value -= 1;
            }
        }
        Forecast forecast = Drift.towards(daily, 100, true, Pace.of(timetable), daily.lastKey());

        // From 6 to 10 November with Wednesday, from 13 to 17, from 20 to 24.
        assertThat(forecast.ofClass()).isTrue();
        assertThat(forecast.likely()).isEqualTo("2023-11-24");
        assertThat(Drift.towards(daily, 100, true, Pace.EVERY_DAY, daily.lastKey())
                        .likely())
                .as("as if there were no holidays")
                .isBefore("2023-11-15");
    }

    @Test
    void whereHolidaysAreNotKnownYetTheYearBeforeTells() {
        Pace known = Pace.of(timetable("C", Week.DEFAULT, LocalDate.of(2027, 8, 31)));
        Pace guessed = Pace.of(timetable("C", Week.DEFAULT, LocalDate.of(2025, 8, 31)));
        long days = BEGIN.plusYears(2)
                .datesUntil(LocalDate.of(2027, 8, 31))
                .filter(known::counts)
                .count();
        long guess = BEGIN.plusYears(2)
                .datesUntil(LocalDate.of(2027, 8, 31))
                .filter(guessed::counts)
                .count();

        assertThat(days).isBetween(270L, 290L);
        assertThat(guess).isBetween(days - 8, days + 8);
        assertThat(Pace.of(timetable("C", Week.DEFAULT, LocalDate.MIN))).isEqualTo(Pace.EVERY_DAY);
        assertThat(guessed.week()).isEqualTo(4);
    }
}
