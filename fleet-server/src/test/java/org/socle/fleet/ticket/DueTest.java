package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.store.Database;

class DueTest {
    /** Where nobody has said anything: class on Monday, Tuesday, Thursday and Friday, 8:30 to 11:30 and 13:30 to 16:30 in Paris. */
    private static Timetable usual(Database database) {
        return new StoredCalendar(database, Clock.fixed(Instant.parse("2026-11-16T09:00:00Z"), ZoneOffset.UTC))
                .timetable(0);
    }

    @Test
    void hoursOfClassAreCountedOverBreaksNightsAndWednesdays(@TempDir Path directory) {
        try (Database database = Database.open(directory)) {
            Timetable usual = usual(database);
            // Monday, 10:00 in Paris: an hour and a half is left of the morning.
            Instant monday = Instant.parse("2026-11-16T09:00:00Z");

            assertThat(Due.after(usual, monday, Duration.ofHours(1))).contains(Instant.parse("2026-11-16T10:00:00Z"));
            assertThat(Due.after(usual, monday, Duration.ofMinutes(90)))
                    .contains(Instant.parse("2026-11-16T10:30:00Z"));
            assertThat(Due.after(usual, monday, Duration.ofHours(3))).contains(Instant.parse("2026-11-16T14:00:00Z"));
            assertThat(Due.after(usual, monday, Duration.ofHours(6))).contains(Instant.parse("2026-11-17T09:00:00Z"));
            // A whole week of class later is the same moment of the next one.
            assertThat(Due.after(usual, monday, Duration.ofHours(24))).contains(monday.plus(Duration.ofDays(7)));
            // On Saturday nothing counts before Monday, 8:30.
            assertThat(Due.after(usual, Instant.parse("2026-11-21T12:00:00Z"), Duration.ofHours(1)))
                    .contains(Instant.parse("2026-11-23T08:30:00Z"));
        }
    }
}
