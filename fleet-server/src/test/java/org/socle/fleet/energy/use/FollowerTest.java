package org.socle.fleet.energy.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

class FollowerTest {
    private static final Instant EIGHT = Instant.parse("2026-10-06T08:00:00Z");

    private static Snapshot counted(Instant at, double wattHours, String source) {
        return Snapshot.of(List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Energy.SOURCE, 0, source, at),
                new Reading(Energy.CONSUMED, 0, wattHours, at)));
    }

    /** An hour later; what may have been taken in that hour is a counter begun anew, more is an older state of the same one. */
    @ParameterizedTest
    @CsvSource({
        "model, 50000, 50030, 30",
        "model, 50000, 20, 20",
        "model, 50000, 1000, 1000",
        "model, 50000, 1000.1, 0",
        "model, 50000, 49999.9, 0",
        "plug, 50000, 3680, 3680",
        "plug, 50000, 3680.1, 0",
    })
    void aCounterThatFellIsNotCountedAgain(String source, double before, double now, double gained) {
        List<Gain> gains = new Follower(
                        counted(EIGHT, before, source), counted(EIGHT.plusSeconds(3600), now, source), 1)
                .machine();

        assertThat(gains.stream().mapToDouble(Gain::wattHours).sum()).isEqualTo(gained);
    }

    private static Snapshot morning(Instant at, double wattHours, long generation, String mark) {
        return counted(at, wattHours, "model")
                .with(
                        List.of(
                                new Reading(Agent.STATE_GENERATION, 0, generation, at),
                                new Reading(Agent.START, 0, mark, at),
                                new Reading(Use.ON, 0, 3_000L, at),
                                new Reading(Use.ACTIVE, 0, (long) wattHours, at)),
                        false);
    }

    @Test
    void aCounterThatFellBecauseTheDiskWasRolledBackCountsNothingOfWhatWasToldLongAgo() {
        Snapshot evening = morning(EIGHT, 5_000, 15, "a");
        Snapshot rolledBack = morning(EIGHT.plusSeconds(60_000), 500, 15, "b");
        Follower follower = new Follower(evening, rolledBack, 1);
        assertThat(follower.machine()).isEmpty();
        assertThat(follower.use()).isEmpty();

        Follower anew = new Follower(evening, morning(EIGHT.plusSeconds(60_000), 500, 16, "b"), 1);
        assertThat(anew.machine().stream().mapToDouble(Gain::wattHours).sum()).isEqualTo(500);

        Follower goesOn = new Follower(rolledBack, morning(EIGHT.plusSeconds(63_600), 530, 15, "b"), 1);
        assertThat(goesOn.machine().stream().mapToDouble(Gain::wattHours).sum()).isEqualTo(30);
    }
}
