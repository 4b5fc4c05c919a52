package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkReadingsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private final LinkReadings link = new LinkReadings(
            (probe, readings, at) -> heard.add(probe + " " + at
                    + readings.list().stream()
                            .map(reading -> " " + reading.resource().key() + "=" + reading.value())
                            .reduce("", String::concat)),
            InstantSource.fixed(NOW));

    @Test
    void aConnectionHasNoRoundTripBeforeTheFirstAnswer() {
        link.connected(0);
        link.acknowledged(7, Duration.ofMillis(38));
        link.connected(1);
        assertThat(heard)
                .containsExactly(
                        "connection 2026-03-02T08:00:00Z link.reconnections=0",
                        "connection 2026-03-02T08:00:00Z link.reconnections=0 link.round_trip=38",
                        "connection 2026-03-02T08:00:00Z link.reconnections=1 link.round_trip=38");
    }

    @Test
    void packsThatTravelledInCompanySayNothing() {
        link.acknowledged(7, null);
        assertThat(heard).isEmpty();
    }
}
