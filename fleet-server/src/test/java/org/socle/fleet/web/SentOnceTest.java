package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.socle.fleet.app.MovableClock;

class SentOnceTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final SentOnce<Integer> once = new SentOnce<>(clock);
    private final List<Integer> done = new ArrayList<>();

    private int work() {
        done.add(done.size() + 1);
        return done.size();
    }

    @Test
    void aFormThatIsSentTwiceIsAnsweredLikeTheFirst() {
        String token = SentOnce.token();

        assertThat(once.of("a", token, this::work)).isEqualTo(1);
        assertThat(once.of("a", token, this::work)).isEqualTo(1);
        assertThat(once.of("b", token, this::work)).as("of another browser").isEqualTo(2);
        assertThat(once.of("a", SentOnce.token(), this::work))
                .as("another form")
                .isEqualTo(3);
        assertThat(once.of("a", "", this::work)).as("of a program").isEqualTo(4);
        assertThat(once.of("a", "", this::work)).isEqualTo(5);
        clock.forward(Duration.ofMinutes(61));
        assertThat(once.of("a", token, this::work)).as("long forgotten").isEqualTo(6);
    }

    @Test
    void whatWasRefusedCanBeSentAgain() {
        String token = SentOnce.token();

        assertThatThrownBy(() -> once.of("a", token, () -> {
                    throw new Refusal("ticket.refused.what");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(once.of("a", token, this::work)).isEqualTo(1);
    }

    @Test
    void aDoubleClickArrivesAtTheSameTime() throws Exception {
        String token = SentOnce.token();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> click = () -> once.of("a", token, this::work);
            for (Future<Integer> each : threads.invokeAll(List.of(click, click, click, click, click, click, click))) {
                assertThat(each.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(done).hasSize(1);
    }
}
