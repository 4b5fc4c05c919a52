package org.socle.fleet.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.config.ConnectivityConfig.ClassHours;

class WeekdayHoursTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        // Friday, winter time: an hour behind Paris.
        "2026-11-27T06:59:59Z, 2026-11-27T06:59:59Z",
        "2026-11-27T07:00:00Z, 2026-11-27T17:00:00Z",
        "2026-11-27T16:59:59Z, 2026-11-27T17:00:00Z",
        "2026-11-27T17:00:00Z, 2026-11-27T17:00:00Z",
        // Saturday and Sunday.
        "2026-11-28T10:00:00Z, 2026-11-28T10:00:00Z",
        "2026-11-29T10:00:00Z, 2026-11-29T10:00:00Z",
        // Monday, summer time.
        "2026-06-01T05:59:00Z, 2026-06-01T05:59:00Z",
        "2026-06-01T06:00:00Z, 2026-06-01T16:00:00Z",
    })
    void classIsOverInTheEvening(Instant from, Instant free) {
        WeekdayHours hours = new WeekdayHours(PARIS, new ClassHours(LocalTime.of(8, 0), LocalTime.of(18, 0)));
        assertThat(hours.free(1, from)).isEqualTo(free);
    }

    @Test
    void withoutHoursThereIsNoClass() {
        Instant noon = Instant.parse("2026-11-27T11:00:00Z");
        assertThat(new WeekdayHours(PARIS, null).free(1, noon)).isEqualTo(noon);
    }
}
