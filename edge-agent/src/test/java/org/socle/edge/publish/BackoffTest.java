package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final int AGENTS = 10_000;

    private final Random random = new Random(20261201);

    /** In how many of the seconds after it ten thousand agents come back from their {@code failure}th failure, and how many at most. */
    private Map<Long, Long> comers(Duration first, int failure) {
        List<Duration> pauses = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            Backoff backoff = new Backoff(random);
            Duration pause = Duration.ZERO;
            for (int i = 0; i < failure; i++) {
                pause = backoff.next(first);
            }
            pauses.add(pause);
        }
        return pauses.stream().collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()));
    }

    @Test
    void tenThousandAgentsThatLostTheirServerDoNotComeBackInTheSameSecond() {
        assertThat(comers(Backoff.LOST, 1))
                .hasSizeBetween(10, 11)
                .allSatisfy((second, agents) -> assertThat(agents).isLessThan(1_200));
        assertThat(comers(Backoff.LOST, 3))
                .hasSizeBetween(40, 41)
                .allSatisfy((second, agents) -> assertThat(agents).isLessThan(350));
        assertThat(comers(Backoff.BUSY, 1))
                .hasSizeBetween(30, 31)
                .allSatisfy((second, agents) -> assertThat(agents).isLessThan(450));
    }

    @Test
    void pausesGrowToAFewMinutesAndNoFurther() {
        Backoff backoff = new Backoff(random);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 5_000; i++) {
            Duration pause = backoff.next(Backoff.LOST);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(290), Backoff.LONGEST);
    }

    @Test
    void afterAllWasWellTheNextPauseIsAFirstOne() {
        Backoff backoff = new Backoff(random);
        for (int i = 0; i < 20; i++) {
            backoff.next(Backoff.BUSY);
        }
        backoff.reset();
        assertThat(backoff.next(Backoff.LOST)).isLessThanOrEqualTo(Backoff.LOST);
    }
}
