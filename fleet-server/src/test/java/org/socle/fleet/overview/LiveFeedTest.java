package org.socle.fleet.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final UUID MACHINE = UUID.randomUUID();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void whoWatchesIsToldUntilHeLeaves() throws Exception {
        try (LiveFeed feed = new LiveFeed()) {
            AutoCloseable watching = feed.subscribe(MACHINE, () -> told.add("pack"));
            feed.published(UUID.randomUUID());
            feed.published(MACHINE);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("pack");
            watching.close();
            feed.published(MACHINE);
            feed.subscribe(MACHINE, () -> told.add("other"));
            feed.published(MACHINE);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("other");
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aSlowWatcherHoldsUpNobodyAndHearsOfTheLastPack() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        try (LiveFeed feed = new LiveFeed()) {
            feed.subscribe(MACHINE, () -> {
                told.add("slow");
                await(slow);
            });
            feed.published(MACHINE);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("slow");
            feed.subscribe(MACHINE, () -> told.add("quick"));
            feed.published(MACHINE);
            feed.published(MACHINE);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("quick");
            told.clear();
            slow.countDown();
            // Two packs while he was busy: one call more.
            String next = told.poll(5, TimeUnit.SECONDS);
            while ("quick".equals(next)) {
                next = told.poll(5, TimeUnit.SECONDS);
            }
            assertThat(next).isEqualTo("slow");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
