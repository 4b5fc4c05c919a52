package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Probing;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.MissingTool;
import org.socle.edge.source.StaleReading;
import org.socle.edge.source.TookTooLong;
import org.socle.edge.tree.Reading;

class ProbeRunnerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, Readings> heard = new LinkedHashMap<>();

    @Test
    void aThrowingProbeKeepsNobodyFromReporting() {
        Fake broken = new Fake("broken").throwing(new IOException("the sensor is gone"));
        Fake faulty = new Fake("faulty").throwing(new IllegalStateException("a fault of the program"));
        Fake sound = new Fake("sound");

        runner(broken, faulty, sound).sample();

        assertThat(value("sound")).isEqualTo(1L);
        assertThat(heard.get("broken").list()).isEmpty();
        assertThat(health()).isEqualTo(Map.of("broken", "failed", "faulty", "failed", "sound", "ok"));
    }

    @Test
    void healthTellsDeniedFromMissingTool() {
        Fake denied = new Fake("denied").throwing(new AccessDenied("/dev/sda"));
        Fake toolless = new Fake("toolless").throwing(new MissingTool("smartctl"));

        runner(denied, toolless).sample();

        assertThat(health()).isEqualTo(Map.of("denied", "denied", "toolless", "missing_tool"));
    }

    @Test
    void aProgramThatHangsIsATimeoutAndAnOldAnswerIsADeniedOne() {
        Fake hangs = new Fake("hangs").missing(new TookTooLong("smartctl /dev/sda", Duration.ofSeconds(30)));
        Fake old = new Fake("old").missing(new StaleReading("/dev/sda", Duration.ofMinutes(200)));
        Fake sound = new Fake("sound");

        ProbeRunner runner = runner(hangs, old, sound);
        runner.sample();

        assertThat(health()).isEqualTo(Map.of("hangs", "timeout", "old", "denied", "sound", "ok"));
        assertThat(runner.reason("hangs")).contains("smartctl /dev/sda did not end within 30 s");
        assertThat(runner.reason("old")).contains("socle-hwread has not read /dev/sda for 200 min");
        assertThat(runner.reason("sound")).isEmpty();
    }

    @Test
    void tellsWhichProbeReads() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ProbeRunner runner = runner(new Fake("quick"), new Fake("slow").waitingFor(go));
        assertThat(runner.reading()).isEmpty();
        Thread sampling = new Thread(runner::sample);
        sampling.start();
        while (!runner.reading().equals(Optional.of("slow"))) {
            Thread.sleep(1);
        }
        sampling.join();
        go.countDown();
        assertThat(runner.reading()).isEmpty();
    }

    @Test
    void theFirstReportDoesNotWaitForSlowProbes() throws Exception {
        CountDownLatch told = new CountDownLatch(3);
        Fake slow = new Fake("slow");
        slow.slow = true;
        Fake quick = new Fake("quick");
        List<Probe> probes = List.of(slow, quick);
        try (ProbeRunner runner = new ProbeRunner(probes, Duration.ofHours(1), (probe, readings, at) -> {
            heard.put(probe, readings);
            if (probe.equals(ProbeRunner.HEALTH)) {
                told.countDown();
            }
        })) {
            runner.sampleQuick();
            runner.sampleQuick();
            assertThat(health()).isEqualTo(Map.of("quick", "ok"));
            assertThat(quick.reads).isEqualTo(2);

            runner.start();
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(health()).isEqualTo(Map.of("slow", "ok", "quick", "ok"));
            // What was read already waits for its next sample.
            assertThat(quick.reads).isEqualTo(2);
        }
    }

    @Test
    void aProbeThatMissesAPartReportsTheRest() {
        Fake half = new Fake("half").missing(new AccessDenied("product_serial"));

        runner(half).sample();

        assertThat(value("half")).isEqualTo(1L);
        assertThat(health()).isEqualTo(Map.of("half", "denied"));
    }

    @Test
    void aHangingProbeIsLeftAloneUntilItComesBack() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Fake hanging = new Fake("hanging").waitingFor(release);
        Fake sound = new Fake("sound");
        ProbeRunner runner = runner(hanging, sound);

        runner.sample();
        assertThat(health()).isEqualTo(Map.of("hanging", "timeout", "sound", "ok"));
        assertThat(value("sound")).isEqualTo(1L);

        runner.sample();
        assertThat(hanging.reads).as("not started twice").isEqualTo(1);
        assertThat(value("sound")).isEqualTo(2L);

        release.countDown();
        assertThat(hanging.done.await(5, TimeUnit.SECONDS)).isTrue();
        // The thread signals from within its last read: wait until it is really free.
        for (int i = 0; i < 500 && hanging.reads < 2; i++) {
            runner.sample();
            Thread.onSpinWait();
        }
        assertThat(health()).isEqualTo(Map.of("hanging", "ok", "sound", "ok"));
        assertThat(value("hanging")).isEqualTo(2L);
    }

    @Test
    void absentHardwareIsNoFault() {
        Fake absent = new Fake("absent");
        absent.present = false;

        ProbeRunner runner = runner(absent);
        runner.sample();

        assertThat(heard).doesNotContainKey("absent");
        assertThat(health()).isEmpty();
        assertThat(runner.state("absent")).isEmpty();
    }

    @Test
    void hardwareThatGoesAwayTakesItsReadingsAlong() {
        Fake battery = new Fake("battery");
        ProbeRunner runner = runner(battery);
        runner.sample();
        assertThat(heard.get("battery").list()).isNotEmpty();

        battery.present = false;
        runner.sample();

        assertThat(heard.get("battery").list()).isEmpty();
        assertThat(health()).isEmpty();
    }

    @Test
    void slowProbesAreReadLessOften() {
        Fake fast = new Fake("fast");
        Fake slow = new Fake("slow");
        slow.period = Duration.ofMinutes(30);
        ProbeRunner runner = runner(fast, slow);

        for (int minute = 0; minute <= 60; minute++) {
            nanos.set(Duration.ofMinutes(minute).toNanos());
            runner.sample();
        }

        assertThat(fast.reads).isEqualTo(61);
        assertThat(slow.reads).isEqualTo(3);
    }

    @Test
    void startedItSamplesAtOnceAndAgainWhenTheRhythmChanges() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        Fake probe = new Fake("probe");
        List<Instant> times = new ArrayList<>();
        try (ProbeRunner runner = new ProbeRunner(List.of(probe), Duration.ofHours(1), (name, readings, at) -> {
            if (name.equals("probe")) {
                times.add(at);
                twice.countDown();
            }
        })) {
            runner.start();
            for (int i = 0; i < 5_000 && twice.getCount() == 2; i++) {
                Thread.onSpinWait();
                if (twice.await(1, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            runner.rhythm(Duration.ofHours(2));
            assertThat(twice.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(times).isSorted();
    }

    private ProbeRunner runner(Probe... probes) {
        return new ProbeRunner(
                List.of(probes),
                Duration.ofMinutes(1),
                (probe, readings, at) -> heard.put(probe, readings),
                () -> NOW,
                nanos::get);
    }

    private @Nullable Object value(String probe) {
        return heard.get(probe).list().stream()
                .filter(reading -> reading.resource() == Memory.TOTAL)
                .map(Reading::value)
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> health() {
        Map<String, Object> states = new LinkedHashMap<>();
        for (Reading reading : heard.get(ProbeRunner.HEALTH).list()) {
            if (reading.resource() == Probing.STATE) {
                states.put(String.valueOf(reading.instanceName()), reading.value());
            }
        }
        return states;
    }

    /** A probe that counts its reads. */
    private static final class Fake implements Probe {
        private final String name;
        private boolean present = true;
        private boolean slow;
        private Duration period = Duration.ZERO;
        private @Nullable Exception exception;
        private @Nullable IOException missed;
        private @Nullable CountDownLatch latch;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile int reads;

        private Fake(String name) {
            this.name = name;
        }

        private Fake throwing(Exception thrown) {
            exception = thrown;
            return this;
        }

        private Fake missing(IOException reason) {
            missed = reason;
            return this;
        }

        private Fake waitingFor(CountDownLatch awaited) {
            latch = awaited;
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean present() {
            return present;
        }

        @Override
        public boolean slow() {
            return slow;
        }

        @Override
        public Duration period() {
            return period;
        }

        @Override
        public Duration timeout() {
            return latch == null ? Duration.ofSeconds(20) : Duration.ofMillis(100);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one read at a time
        public void read(Readings out) throws IOException {
            reads++;
            CountDownLatch awaited = latch;
            while (awaited != null && awaited.getCount() > 0) {
                try {
                    awaited.await();
                } catch (InterruptedException e) {
                    // A driver that hangs does not listen either.
                }
            }
            if (exception instanceof IOException io) {
                throw io;
            }
            if (exception instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (missed != null) {
                out.miss(missed);
            }
            out.put(Memory.TOTAL, reads);
            out.put(Agent.VERSION, name);
            done.countDown();
        }
    }
}
