package org.socle.fleet.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.socle.contract.DeviceState.Presence;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;

/** Class is from 8:30 to 11:30 and from 13:30 to 16:30, not on Wednesdays; 24 November 2026 is a Tuesday. */
class CutsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Timetable TIMETABLE = new Timetable(
            new Rules(PARIS, PublicHolidays.FRANCE, Week.DEFAULT, List.of(), List.of()), new PublicHolidays());
    private static final SchoolCalendar CALENDAR = school -> TIMETABLE;
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    private final Cuts cuts = new Cuts();

    private static Instant paris(String text) {
        return LocalDateTime.parse(text).atZone(PARIS).toInstant();
    }

    private static Seen seen(long machine, Presence presence, String since) {
        return new Seen(machine, 1, 0, false, presence, paris(since), false, false, false, false);
    }

    private List<Cuts.Cut> look(Seen... everybody) {
        return cuts.look(List.of(everybody), CALENDAR);
    }

    private static final Seen OTHER = seen(2, Presence.ONLINE, "2026-11-24T08:20");

    @Test
    void whoVanishesInClassAndIsThereOnTheNextDayOfClassWasCut() {
        look(seen(1, Presence.LOST, "2026-11-24T10:00"), OTHER);
        // In the night nobody is there.
        assertThat(look(seen(1, Presence.LOST, "2026-11-24T10:00"))).isEmpty();
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-26T08:25"), OTHER)).containsExactly(new Cuts.Cut(1, TUESDAY));
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-26T08:25"), OTHER)).isEmpty();
    }

    @Test
    void whoIsBackTheSameDayHasALooseCableAndWhoStaysAwayIsMissed() {
        look(seen(1, Presence.LOST, "2026-11-24T10:00"), OTHER);
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-24T14:00"), OTHER)).isEmpty();
        look(seen(1, Presence.LOST, "2026-11-24T15:00"), OTHER);
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-27T08:25"), OTHER)).isEmpty();
    }

    @Test
    void aSchoolsLineMakesNoHabitNorDoesTheEvening() {
        look(seen(1, Presence.LOST, "2026-11-24T10:00"), seen(2, Presence.LOST, "2026-11-24T10:00"));
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-26T08:25"), OTHER)).isEmpty();
        look(seen(1, Presence.LOST, "2026-11-26T17:00"), OTHER);
        assertThat(look(seen(1, Presence.ONLINE, "2026-11-27T08:25"), OTHER)).isEmpty();
    }

    @Test
    void threeOfTheLastTenDaysOfClassAreAHabit() {
        LocalDate today = LocalDate.of(2026, 11, 27);
        // The tenth day of class before Friday, 27 November, is Tuesday, 10: Wednesday, 11, is none anyway.
        Set<LocalDate> three = Set.of(LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 20), TUESDAY);
        assertThat(Cuts.habit(three, TIMETABLE, today)).isTrue();
        assertThat(Cuts.habit(Set.of(LocalDate.of(2026, 11, 20), TUESDAY), TIMETABLE, today))
                .isFalse();
        assertThat(Cuts.habit(Set.of(LocalDate.of(2026, 11, 9), LocalDate.of(2026, 11, 20), TUESDAY), TIMETABLE, today))
                .isFalse();
    }
}
