package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.socle.edge.publish.Entry.Stamp;

class SendTimeTest {
    private static final long WALL = 1_763_906_400_250L;

    @Test
    void aTrustedClockDatesThePack() {
        Stamp closed = new Stamp("a", 1_000, WALL, true);
        assertThat(SendTime.of(closed, new Stamp("b", 5_000, WALL + 99_000, true), 1_000))
                .isEqualTo(1_763_906_400.25);
    }

    @Test
    void withoutAClockTheTimeIsRelativeToNow() {
        Stamp closed = new Stamp("a", 1_000, 12, false);
        assertThat(SendTime.of(closed, new Stamp("a", 61_500, 40, false), 1_000))
                .isEqualTo(-60.5);
    }

    @Test
    void aClockSetSinceDatesPacksOfTheSameBoot() {
        Stamp closed = new Stamp("a", 1_000, 12, false);
        assertThat(SendTime.of(closed, new Stamp("a", 61_000, WALL, true), 1_000))
                .isEqualTo(1_763_906_340.25);
    }

    @Test
    void packsOfAnEarlierBootEndWhereThisBootBegan() {
        Stamp first = new Stamp("a", 1_000, 12, false);
        Stamp last = new Stamp("a", 301_000, 12, false);
        Stamp now = new Stamp("b", 20_000, WALL, true);
        assertThat(SendTime.of(last, now, 301_000)).isEqualTo(1_763_906_380.25);
        assertThat(SendTime.of(first, now, 301_000)).isEqualTo(1_763_906_080.25);
        assertThat(SendTime.of(first, new Stamp("b", 20_000, 12, false), 301_000))
                .isEqualTo(-320);
    }
}
