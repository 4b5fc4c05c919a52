package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final PublicHolidays PUBLIC = new PublicHolidays();
    private static final Week ALWAYS = new Week(Collections.nCopies(7, hours("00:00-24:00")));
    private static final Holiday CHRISTMAS =
            new Holiday("Vacances de Noël", LocalDate.parse("2026-12-19"), LocalDate.parse("2027-01-03"));
    private static final Holiday BRIDGE =
            new Holiday("Pont de l'Ascension", LocalDate.parse("2027-05-07"), LocalDate.parse("2027-05-08"));

    private static Hours hours(String text) {
        return Hours.parse(text).orElseThrow();
    }

    private static Timetable timetable(ZoneId clock, String region, Week week, List<Special> specials) {
        return new Timetable(new Rules(clock, region, week, List.of(CHRISTMAS, BRIDGE), specials), PUBLIC);
    }

    private static final Timetable PRIMARY = timetable(PARIS, "fr", Week.DEFAULT, List.of());

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void aFourDayWeekHasItsHoursAndNoMore() {
        assertThat(PRIMARY.schoolTime(paris("2026-11-23T08:29:59"))).isFalse();
        assertThat(PRIMARY.schoolTime(paris("2026-11-23T08:30"))).isTrue();
        assertThat(PRIMARY.schoolTime(paris("2026-11-23T11:29:59"))).isTrue();
        assertThat(PRIMARY.schoolTime(paris("2026-11-23T11:30"))).isFalse();
        assertThat(PRIMARY.schoolTime(paris("2026-11-25T09:00")))
                .as("Wednesday")
                .isFalse();
        assertThat(PRIMARY.day(day("2026-11-25")).kind()).isEqualTo(DayKind.CLOSED);
        assertThat(PRIMARY.day(day("2026-11-26")))
                .isEqualTo(new Day(
                        day("2026-11-26"), DayKind.CLASS, "", day("2026-11-26"), hours("08:30-11:30, 13:30-16:30")));
        assertThat(PRIMARY.schoolTimeBetween(paris("2026-11-23T00:00"), paris("2026-11-30T00:00")))
                .isEqualTo(Duration.ofHours(24));
        assertThat(PRIMARY.schoolTimeBetween(paris("2026-11-23T11:00"), paris("2026-11-23T13:45:10.5")))
                .isEqualTo(Duration.ofMillis(45 * 60_000 + 10_500));
    }

    @Test
    void classBeginsAndEndsWhereTheQuestionIsAsked() {
        assertThat(PRIMARY.nextSchoolTime(paris("2026-11-23T09:00"))).contains(paris("2026-11-23T09:00"));
        assertThat(PRIMARY.nextSchoolTime(paris("2026-11-23T11:30"))).contains(paris("2026-11-23T13:30"));
        assertThat(PRIMARY.nextSchoolTime(paris("2026-12-18T16:30")))
                .as("over Christmas")
                .contains(paris("2027-01-04T08:30"));
        assertThat(PRIMARY.free(paris("2026-11-23T09:00"))).isEqualTo(paris("2026-11-23T11:30"));
        assertThat(PRIMARY.free(paris("2026-11-23T12:00"))).isEqualTo(paris("2026-11-23T12:00"));
        Timetable always = timetable(PARIS, "fr", ALWAYS, List.of());
        assertThat(always.free(paris("2026-12-16T09:00"))).as("over midnight").isEqualTo(paris("2026-12-19T00:00"));
        Timetable never = timetable(PARIS, "fr", new Week(Collections.nCopies(7, Hours.NONE)), List.of());
        assertThat(never.nextSchoolTime(paris("2026-12-16T09:00"))).isEmpty();
        assertThat(never.schoolTimeBetween(paris("2020-01-01T00:00"), paris("2030-01-01T00:00")))
                .isZero();
    }

    @Test
    void theDaysTheClockIsChangedAreShorterAndLonger() {
        Timetable always = timetable(PARIS, "fr", ALWAYS, List.of());
        Timetable night =
                timetable(PARIS, "fr", new Week(Collections.nCopies(7, hours("02:00-02:30, 02:45-04:00"))), List.of());
        assertThat(always.schoolTimeBetween(paris("2026-03-29T00:00"), paris("2026-03-30T00:00")))
                .isEqualTo(Duration.ofHours(23));
        assertThat(always.schoolTimeBetween(paris("2026-10-25T00:00"), paris("2026-10-26T00:00")))
                .isEqualTo(Duration.ofHours(25));
        // From two to three there is nothing in March, and everything twice in October.
        assertThat(night.schoolTimeBetween(paris("2026-03-29T00:00"), paris("2026-03-30T00:00")))
                .isEqualTo(Duration.ofMinutes(60));
        assertThat(night.schoolTimeBetween(paris("2026-10-25T00:00"), paris("2026-10-26T00:00")))
                .isEqualTo(Duration.ofMinutes(30 + 15 + 30 + 15 + 60));
        assertThat(night.nextSchoolTime(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-25T00:45:00Z"));
        assertThat(night.free(Instant.parse("2026-10-25T00:45:00Z"))).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void holidaysBridgesAndPublicHolidaysHaveTheirNames() {
        assertThat(PRIMARY.day(day("2026-12-25")))
                .as("school holidays outdo public ones")
                .isEqualTo(new Day(
                        day("2026-12-25"), DayKind.SCHOOL_HOLIDAY, "Vacances de Noël", day("2027-01-03"), Hours.NONE));
        Day ascension = PRIMARY.day(day("2027-05-06"));
        assertThat(ascension.kind()).isEqualTo(DayKind.PUBLIC_HOLIDAY);
        assertThat(PublicHolidays.name(ascension.name(), Locale.FRENCH)).isEqualTo("Jour de l'Ascension");
        assertThat(PublicHolidays.name(ascension.name(), Locale.ENGLISH)).isEqualTo("Ascension Day");
        assertThat(PRIMARY.day(day("2027-05-07")).name()).isEqualTo("Pont de l'Ascension");
        assertThat(PRIMARY.nextSchoolTime(paris("2027-05-04T17:00"))).contains(paris("2027-05-10T08:30"));
        assertThat(PRIMARY.schoolTimeBetween(paris("2027-05-03T00:00"), paris("2027-05-10T00:00")))
                .isEqualTo(Duration.ofHours(12));
    }

    @Test
    void anExceptionOutdoesEverything() {
        Timetable open = timetable(
                PARIS,
                "fr",
                Week.DEFAULT,
                List.of(
                        new Special(day("2026-11-28"), day("2026-11-28"), hours("08:30-11:30"), "Portes ouvertes"),
                        new Special(day("2026-11-30"), day("2026-12-01"), Hours.NONE, "Travaux"),
                        new Special(day("2026-12-25"), day("2026-12-25"), hours("10:00-11:00"), "Spectacle")));
        assertThat(open.schoolTime(paris("2026-11-28T09:00"))).as("Saturday").isTrue();
        assertThat(open.day(day("2026-11-28")).kind()).isEqualTo(DayKind.EXCEPTION);
        assertThat(open.day(day("2026-11-30")))
                .isEqualTo(new Day(day("2026-11-30"), DayKind.EXCEPTION, "Travaux", day("2026-12-01"), Hours.NONE));
        assertThat(open.nextSchoolTime(paris("2026-11-28T12:00"))).contains(paris("2026-12-03T08:30"));
        assertThat(open.schoolTimeBetween(paris("2026-12-25T00:00"), paris("2026-12-26T00:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void alsaceAndMoselleHaveTwoPublicHolidaysMore() {
        Timetable strasbourg = new Timetable(new Rules(PARIS, "fr/67", Week.DEFAULT, List.of(), List.of()), PUBLIC);
        Timetable paris = new Timetable(new Rules(PARIS, "fr", Week.DEFAULT, List.of(), List.of()), PUBLIC);
        for (String date : List.of("2027-03-26", "2025-12-26")) {
            assertThat(strasbourg.day(day(date)).kind()).as(date).isEqualTo(DayKind.PUBLIC_HOLIDAY);
            assertThat(paris.day(day(date)).kind()).as(date).isEqualTo(DayKind.CLASS);
        }
        assertThat(PublicHolidays.name(strasbourg.day(day("2027-03-26")).name(), Locale.FRENCH))
                .isEqualTo("Vendredi Saint");
        assertThat(strasbourg.day(day("2025-12-25")).kind()).isEqualTo(DayKind.PUBLIC_HOLIDAY);
    }

    @Test
    void overseasHasItsOwnClockAndHolidays() {
        Timetable reunion =
                new Timetable(new Rules(ZoneId.of("Indian/Reunion"), "re", Week.DEFAULT, List.of(), List.of()), PUBLIC);
        assertThat(reunion.schoolTime(Instant.parse("2026-11-23T04:30:00Z"))).isTrue();
        assertThat(reunion.schoolTime(Instant.parse("2026-11-23T04:29:59Z"))).isFalse();
        assertThat(reunion.day(day("2027-12-20")).kind())
                .as("abolition of slavery")
                .isEqualTo(DayKind.PUBLIC_HOLIDAY);
        Timetable guadeloupe = new Timetable(
                new Rules(ZoneId.of("America/Guadeloupe"), "gp", Week.DEFAULT, List.of(), List.of()), PUBLIC);
        assertThat(guadeloupe.nextSchoolTime(Instant.parse("2026-11-24T03:00:00Z")))
                .as("still Monday evening there")
                .contains(Instant.parse("2026-11-24T12:30:00Z"));
    }

    @Test
    void backwardsOrOverAgesIsNoQuestion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PRIMARY.schoolTimeBetween(paris("2026-11-24T00:00"), paris("2026-11-23T00:00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PRIMARY.schoolTimeBetween(paris("1850-11-24T00:00"), paris("2026-11-23T00:00")));
    }

    /** Any two days of three years, half of them within hours of a change of the clock. */
    @Property(tries = 60)
    void betweenIsWhatCountingMinutesGives(
            @ForAll @IntRange(min = 0, max = 3 * 365 * 24 * 60) int start,
            @ForAll @IntRange(min = 0, max = 6_000) int minutes,
            @ForAll @IntRange(min = 0, max = 3) int which) {
        Timetable timetable = List.of(
                        PRIMARY,
                        timetable(PARIS, "fr/57", ALWAYS, List.of()),
                        timetable(
                                PARIS,
                                "fr",
                                new Week(Collections.nCopies(7, hours("01:30-02:15, 02:40-03:05, 23:00-24:00"))),
                                List.of()),
                        timetable(
                                ZoneId.of("America/Miquelon"),
                                "pm",
                                new Week(Collections.nCopies(7, hours("00:00-02:30, 12:00-24:00"))),
                                List.of(new Special(
                                        day("2026-03-08"), day("2026-03-08"), hours("01:00-03:00"), "nuit"))))
                .get(which);
        Instant from = start % 2 == 0
                ? paris("2026-01-01T00:00").plus(Duration.ofMinutes(start))
                : List.of("2026-03-28T20:00", "2026-10-24T20:00", "2027-03-27T22:00", "2026-03-07T22:00").stream()
                        .map(TimetableTest::paris)
                        .toList()
                        .get(start / 2 % 4)
                        .plus(Duration.ofMinutes(start % 400));
        Instant to = from.plus(Duration.ofMinutes(minutes));
        long counted = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            counted += timetable.schoolTime(at) ? 1 : 0;
        }
        assertThat(timetable.schoolTimeBetween(from, to)).isEqualTo(Duration.ofMinutes(counted));
        Instant between = from.plus(Duration.ofMinutes(minutes / 3));
        assertThat(timetable.schoolTimeBetween(from, between).plus(timetable.schoolTimeBetween(between, to)))
                .isEqualTo(Duration.ofMinutes(counted));
    }

    @Property(tries = 100)
    void nextAndFreeAreTheNearest(@ForAll @IntRange(min = 0, max = 3 * 365 * 24 * 60) int start) {
        Instant from = paris("2026-01-01T00:00").plus(Duration.ofMinutes(start));
        Instant next = PRIMARY.nextSchoolTime(from).orElseThrow();
        Instant free = PRIMARY.free(from);
        assertThat(PRIMARY.schoolTime(next)).isTrue();
        assertThat(PRIMARY.schoolTimeBetween(from, next)).isZero();
        assertThat(PRIMARY.schoolTime(free)).isFalse();
        assertThat(PRIMARY.schoolTimeBetween(from, free)).isEqualTo(Duration.between(from, free));
    }
}
