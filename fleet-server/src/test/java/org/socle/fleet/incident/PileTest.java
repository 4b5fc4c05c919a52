package org.socle.fleet.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socle.fleet.machine.Status;

class PileTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    private static Heap heap(String cause, Status severity, long place, int machines, boolean taken) {
        return new Heap(
                cause,
                severity,
                place,
                List.of(place * 10),
                machines,
                MONDAY.plusSeconds(place),
                taken,
                List.of(),
                null);
    }

    private static Heap late(long place) {
        return heap("updates_overdue", Status.WATCH, place, 10, false);
    }

    @Test
    void whatThreeSchoolsHaveIsOneLineWhereTheFirstStood() {
        List<Pile> piles = Pile.of(List.of(
                heap("disk_failing", Status.DOWN, 1, 1, false),
                late(4),
                heap("hot", Status.WATCH, 2, 1, false),
                late(2),
                late(3)));

        assertThat(piles)
                .extracting(pile -> pile.first().cause(), Pile::folded)
                .containsExactly(tuple("disk_failing", false), tuple("updates_overdue", true), tuple("hot", false));
        Pile folded = piles.get(1);
        assertThat(folded.incidents()).containsExactly(40L, 20L, 30L);
        assertThat(folded.machines()).isEqualTo(30);
        assertThat(folded.since()).isEqualTo(MONDAY.plusSeconds(2));
    }

    @Test
    void whatTwoSchoolsHaveIsTwoLines() {
        assertThat(Pile.of(List.of(late(1), late(2)))).hasSize(2);
    }

    @Test
    void whatIsTakenOnAndWhatIsWorseAreLinesOfTheirOwn() {
        List<Pile> piles = Pile.of(List.of(
                heap("disk_wearing", Status.DOWN, 4, 1, false),
                heap("disk_wearing", Status.WATCH, 1, 1, false),
                heap("disk_wearing", Status.WATCH, 2, 1, false),
                heap("disk_wearing", Status.WATCH, 3, 1, false),
                heap("disk_wearing", Status.WATCH, 5, 1, true)));
        assertThat(piles).extracting(pile -> pile.heaps().size()).containsExactly(1, 3, 1);
    }

    @Test
    void schoolsOutOfReachAreNeverFolded() {
        assertThat(Pile.of(List.of(
                        heap(Silence.SCHOOL, Status.DOWN, 1, 20, false),
                        heap(Silence.SCHOOL, Status.DOWN, 2, 20, false),
                        heap(Silence.SCHOOL, Status.DOWN, 3, 20, false))))
                .hasSize(3);
    }
}
