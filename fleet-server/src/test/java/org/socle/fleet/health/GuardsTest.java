package org.socle.fleet.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.health.Trouble.Kind;
import org.socle.fleet.store.Job;
import org.socle.fleet.store.Jobs;

class GuardsTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void aDiskIsFullBelowSixteenMebibytesAndNotUntilTwentyFour(@TempDir Path data) {
        AtomicLong free = new AtomicLong(17 * MIB);
        List<Boolean> told = new ArrayList<>();
        DiskGuard guard = new DiskGuard(data, free::get, told::add);
        guard.look();
        assertThat(guard.troubles()).isEmpty();
        free.set(16 * MIB - 1);
        guard.look();
        assertThat(guard.troubles()).containsExactly(new Trouble(Kind.DISK_FULL, data.toString()));
        free.set(23 * MIB);
        guard.look();
        assertThat(told).containsExactly(true);
        free.set(24 * MIB);
        guard.look();
        assertThat(told).containsExactly(true, false);
        assertThat(guard.troubles()).isEmpty();
    }

    @Test
    void theSpareIsGivenUpOnAFullDiskAndKeptAgainAfterwards(@TempDir Path data) {
        AtomicLong free = new AtomicLong(100 * MIB);
        DiskGuard guard = new DiskGuard(data, free::get, full -> {});
        guard.look();
        assertThat(data.resolve("spare")).hasSize(8 * MIB);
        free.set(1);
        guard.look();
        assertThat(data.resolve("spare")).doesNotExist();
        free.set(30 * MIB);
        guard.look();
        assertThat(data.resolve("spare")).as("there is not enough for it yet").doesNotExist();
        free.set(33 * MIB);
        guard.look();
        assertThat(Files.exists(data.resolve("spare"))).isTrue();
    }

    @Test
    void memoryIsShortWhenACollectionDoesNotHelp() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger collections = new AtomicInteger();
        double[] lasting = {0.5};
        double[] rubbish = {0.35};
        MemoryGuard guard = new MemoryGuard(
                () -> new MemoryGuard.Use(lasting[0] + rubbish[0], lasting[0]),
                () -> {
                    collections.incrementAndGet();
                    rubbish[0] = 0;
                },
                nanos::get);
        guard.look();
        assertThat(collections).hasValue(1);
        assertThat(guard.isShort()).as("it was rubbish").isFalse();

        lasting[0] = 0.81;
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(21));
        guard.look();
        assertThat(guard.isShort()).isTrue();
        assertThat(guard.troubles()).containsExactly(Trouble.of(Kind.MEMORY_SHORT));

        lasting[0] = 0.75;
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(21));
        guard.look();
        assertThat(guard.isShort()).as("not enough is free yet").isTrue();
        lasting[0] = 0.5;
        rubbish[0] = 0.25;
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(21));
        guard.look();
        assertThat(guard.isShort())
                .as("what is left is rubbish, and was collected")
                .isFalse();
    }

    @Test
    void aJobThatFailsIsTriedAgainAndToldInTheEnd() throws Exception {
        PrometheusRegistry registry = new PrometheusRegistry();
        MovableClock clock = new MovableClock(Instant.parse("2026-12-01T08:00:00Z"));
        try (Jobs jobs = new Jobs(registry, clock)) {
            CountDownLatch runs = new CountDownLatch(4);
            jobs.start(new Job("broken", Duration.ZERO, Duration.ofMillis(10), () -> {
                runs.countDown();
                throw new IllegalStateException("an example");
            }));
            jobs.start(new Job("deep", Duration.ZERO, Duration.ofMillis(10), () -> {
                throw new StackOverflowError();
            }));
            CountDownLatch good = new CountDownLatch(3);
            jobs.start(new Job("good", Duration.ZERO, Duration.ofMillis(10), good::countDown));
            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(good.await(10, TimeUnit.SECONDS)).isTrue();
            Health health = new Health(registry, clock);
            health.watch(new JobVitals(jobs, clock));
            for (int i = 0; i < 100 && health.standing().size() < 2; i++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(health.standing())
                    .extracting(Health.Standing::trouble)
                    .containsExactlyInAnyOrder(
                            new Trouble(Kind.JOB_FAILS, "broken"), new Trouble(Kind.JOB_FAILS, "deep"));
        }
    }

    @Test
    void aJobThatDoesNotEndIsStuck() throws Exception {
        PrometheusRegistry registry = new PrometheusRegistry();
        MovableClock clock = new MovableClock(Instant.parse("2026-12-01T08:00:00Z"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Jobs jobs = new Jobs(registry, clock)) {
            jobs.start(new Job("slow", Duration.ZERO, Duration.ofMinutes(1), () -> {
                begun.countDown();
                end.await();
            }));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            JobVitals vitals = new JobVitals(jobs, clock);
            clock.forward(Duration.ofMinutes(9));
            assertThat(vitals.troubles()).isEmpty();
            clock.forward(Duration.ofMinutes(2));
            assertThat(vitals.troubles()).containsExactly(new Trouble(Kind.JOB_STUCK, "slow"));
            end.countDown();
        }
    }
}
