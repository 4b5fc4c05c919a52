package org.socle.fleet.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;

/** A school of which nobody has come today. */
class HabitTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Timetable TIMETABLE = new Timetable(
            new Rules(PARIS, PublicHolidays.FRANCE, Week.DEFAULT, List.of(), List.of()), new PublicHolidays());
    private static final Instant LAST = paris("2026-11-23T17:00");

    /** The five days of class before Tuesday, 24 November; Wednesday is none. */
    private static final Map<LocalDate, Integer> USUAL = Map.of(
            LocalDate.of(2026, 11, 23), 8 * 60 + 31,
            LocalDate.of(2026, 11, 20), 8 * 60 + 40,
            LocalDate.of(2026, 11, 19), 8 * 60 + 31,
            LocalDate.of(2026, 11, 17), 8 * 60 + 31,
            LocalDate.of(2026, 11, 16), 8 * 60 + 35);

    private static Instant paris(String text) {
        return LocalDateTime.parse(text).atZone(PARIS).toInstant();
    }

    private static boolean broken(String now) {
        return Habit.broken(TIMETABLE, USUAL, LAST, paris(now));
    }

    @Test
    void isBrokenAnHourAfterTheLatestUsualMinute() {
        assertThat(broken("2026-11-24T09:39")).isFalse();
        assertThat(broken("2026-11-24T09:40")).isTrue();
        assertThat(broken("2026-11-24T12:00")).as("no class at noon").isFalse();
        assertThat(broken("2026-11-25T10:00")).as("Wednesday").isFalse();
    }

    @Test
    void needsFiveDaysInARow() {
        Map<LocalDate, Integer> gap = new HashMap<>(USUAL);
        gap.remove(LocalDate.of(2026, 11, 19));

        assertThat(Habit.broken(TIMETABLE, gap, LAST, paris("2026-11-24T10:00")))
                .isFalse();
    }

    @Test
    void isKeptBySomethingHeardToday() {
        assertThat(Habit.broken(TIMETABLE, USUAL, paris("2026-11-24T08:30"), paris("2026-11-24T10:00")))
                .isFalse();
    }
}
