package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.catalogue.Use;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.tree.ObjectTree;

class ReporterTest {
    private static final RhythmConfig RHYTHM = new RhythmConfig(
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofHours(6),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10));

    private final TestClock clock = new TestClock();
    private final List<Duration> rhythms = new ArrayList<>();

    @TempDir
    Path directory;

    private Outbox outbox;
    private Reporter reporter;

    @BeforeEach
    void open() {
        outbox = Outbox.open(directory, 1 << 20);
        reporter = new Reporter(new ObjectTree(outbox), outbox, clock, RHYTHM, 2, () -> {});
        reporter.sampling(rhythms::add);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void theFirstPackIsAFullSnapshotAfterTheSecondSample() {
        sample(50, 40, true);
        assertThat(taken()).isEmpty();
        sample(50, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry))
                        .contains("processor.load=50", "temperature.value=40.0", "storage.healthy=true")
                        .contains("agent.snapshot=true", "agent.outbox_packs=0"));
    }

    @Test
    void changesBeyondTheirDeadbandTravelEveryFiveMinutes() {
        started();
        sample(55, 40, true);
        sample(61, 42, true);
        sample(75, 42, true);
        sample(74, 42, true);
        assertThat(taken()).isEmpty();
        sample(74, 42, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(entry.samples())
                        .containsExactly(
                                new Sample(Processor.LOAD, 0, -180, 61L), new Sample(Processor.LOAD, 0, -120, 75L)));
    }

    @Test
    void whatWasSleptIsToldWithWhatWasConsumed() {
        slept(100, 0);
        started();
        taken();
        // Less than its deadband of 2 Wh alone is nothing to tell.
        slept(101.5, 0);
        clock.pass(Duration.ofMinutes(10));
        read(50, 40, true);
        assertThat(taken()).isEmpty();
        slept(101.6, 90);
        clock.pass(Duration.ofMinutes(10));
        read(50, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).contains("use.asleep=90", "energy.consumed=101.6"));
        // From there on it counts as told.
        slept(103.5, 90);
        clock.pass(Duration.ofMinutes(10));
        read(50, 40, true);
        assertThat(taken()).isEmpty();
    }

    private void slept(double consumed, long asleep) {
        Readings energy = new Readings();
        energy.put(Energy.CONSUMED, "machine", consumed);
        reporter.read("energy", energy, Instant.EPOCH);
        Readings use = new Readings();
        use.put(Use.ASLEEP, asleep);
        reporter.read("use", use, Instant.EPOCH);
    }

    @Test
    void slowDriftIsReportedOnceItAddsUp() {
        started();
        for (int load = 51; load <= 59; load++) {
            sample(load, 40, true);
        }
        assertThat(taken()).isEmpty();
        sample(60, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).containsExactly("processor.load=60"));
    }

    @Test
    void anUrgentReadingLeavesAtOnceWithWhatIsWaiting() {
        started();
        sample(90, 40, true);
        assertThat(taken()).isEmpty();
        sample(90, 40, false);
        assertThat(taken())
                .singleElement()
                .satisfies(
                        entry -> assertThat(keys(entry)).containsExactly("processor.load=90", "storage.healthy=false"));
    }

    @Test
    void whoHurriesHasWhatWaitsSentWithTheNextSample() {
        started();
        sample(90, 40, true);
        assertThat(taken()).isEmpty();
        reporter.hurry();
        sample(91, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).containsExactly("processor.load=90"));
        sample(50, 40, true);
        assertThat(taken()).as("once").isEmpty();
    }

    @Test
    void crossingAnUrgentLimitLeavesAtOnceInBothDirections() {
        started();
        sample(50, 94, true);
        assertThat(taken()).isEmpty();
        sample(50, 95, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).contains("temperature.value=95.0"));
        sample(50, 99, true);
        assertThat(taken()).isEmpty();
        sample(50, 94, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).contains("temperature.value=94.0"));
    }

    @Test
    void everythingIsSentAgainAfterSixHours() {
        started();
        for (int minute = 1; minute < 360; minute++) {
            sample(50, 40, true);
        }
        assertThat(taken()).isEmpty();
        sample(50, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).contains("agent.snapshot=true", "processor.load=50"));
    }

    @Test
    void liveModeSendsEveryFewSecondsUntilItEnds() {
        started();
        reporter.live(Duration.ofSeconds(600));
        assertThat(rhythms).containsExactly(Duration.ofSeconds(5));
        assertThat(reporter.liveLeft()).isEqualTo(Duration.ofMinutes(10));
        clock.pass(Duration.ofSeconds(5));
        read(80, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).containsExactly("processor.load=80"));
        clock.pass(Duration.ofMinutes(10));
        read(80, 40, true);
        assertThat(rhythms).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertThat(reporter.liveLeft()).isZero();
    }

    @Test
    void liveModeLastsNoLongerThanConfigured() {
        started();
        reporter.live(Duration.ofDays(1));
        assertThat(reporter.liveLeft()).isEqualTo(Duration.ofMinutes(10));
        reporter.live(Duration.ZERO);
        assertThat(reporter.liveLeft()).isZero();
        assertThat(rhythms).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    @Test
    void aClockThatIsNotSynchronisedIsNotTrusted() {
        assertThat(reporter.trusted()).isTrue();
        Readings wrong = new Readings();
        wrong.put(Clock.SYNCHRONISED, false);
        reporter.read("clock", wrong, clock.now());
        assertThat(reporter.trusted()).isFalse();
        Readings right = new Readings();
        right.put(Clock.SYNCHRONISED, true);
        reporter.read("clock", right, clock.now());
        assertThat(reporter.trusted()).isTrue();
        clock.wall = Instant.parse("1970-01-01T00:00:09Z").toEpochMilli();
        assertThat(reporter.trusted()).isFalse();
    }

    @Test
    void whatWaitsLeavesBeforeASnapshotAndNotInIt() {
        started();
        sample(80, 40, true);
        Readings disk = new Readings();
        disk.put(Storage.MODEL, "sdb", "USB DISK");
        reporter.read("usb", disk, clock.now());
        sample(70, 40, true);
        reporter.read("usb", new Readings(), clock.now());
        reporter.wantSnapshot();
        sample(50, 40, true);

        List<Entry> entries = taken();

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).samples())
                .containsExactly(
                        new Sample(Processor.LOAD, 0, -120, 80L),
                        new Sample(Storage.DEVICE, 1, -120, "sdb"),
                        new Sample(Storage.MODEL, 1, -120, "USB DISK"),
                        new Sample(Processor.LOAD, 0, -60, 70L));
        assertThat(keys(entries.get(1)))
                .contains("agent.snapshot=true", "processor.load=50", "agent.outbox_packs=1")
                .doesNotContain("storage.model=USB DISK");
    }

    @Test
    void whatASnapshotMissedIsReportedWhenItComesBackUnchanged() {
        Readings disk = new Readings();
        disk.put(Storage.MODEL, "sdb", "ST3500418AS");
        reporter.read("usb", disk, clock.now());
        started();
        reporter.read("usb", new Readings(), clock.now());
        reporter.wantSnapshot();
        sample(50, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).doesNotContain("storage.model=ST3500418AS"));

        reporter.read("usb", disk, clock.now());
        for (int minute = 0; minute < 5; minute++) {
            sample(50, 40, true);
        }
        assertThat(taken())
                .singleElement()
                .satisfies(entry ->
                        assertThat(keys(entry)).containsExactly("storage.device=sdb", "storage.model=ST3500418AS"));
    }

    @Test
    void uptimesTravelInSnapshotsOnly() {
        started();
        for (int minute = 0; minute < 10; minute++) {
            Readings readings = new Readings();
            readings.put(Machine.UPTIME, minute * 60L);
            reporter.read("system", readings, clock.now());
            sample(50, 40, true);
        }
        assertThat(taken()).isEmpty();
        reporter.wantSnapshot();
        sample(50, 40, true);
        assertThat(taken())
                .singleElement()
                .satisfies(entry -> assertThat(keys(entry)).contains("machine.uptime=540"));
    }

    private void started() {
        read(50, 40, true);
        read(50, 40, true);
        assertThat(taken()).hasSize(1);
    }

    /** One sample, a minute after the one before. */
    private void sample(long load, double celsius, boolean healthy) {
        clock.pass(Duration.ofSeconds(60));
        read(load, celsius, healthy);
    }

    private void read(long load, double celsius, boolean healthy) {
        Readings readings = new Readings();
        readings.put(Processor.LOAD, load);
        readings.put(Temperature.VALUE, "cpu", celsius);
        readings.put(Storage.HEALTHY, "sda", healthy);
        reporter.read("all", readings, clock.now());
        reporter.read(ProbeRunner.HEALTH, new Readings(), clock.now());
    }

    private List<Entry> taken() {
        List<Entry> entries = outbox.after(Long.MIN_VALUE, 100);
        entries.forEach(entry -> outbox.remove(entry.sequence()));
        return entries;
    }

    private static Stream<String> keys(Entry entry) {
        assertThat(entry.samples()).noneMatch(sample -> sample.resource() == Agent.PACK);
        return entry.samples().stream().map(sample -> sample.resource().key() + "=" + sample.value());
    }

    private static final class TestClock implements BootClock {
        private Duration uptime = Duration.ofMinutes(3);
        private long wall = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

        void pass(Duration time) {
            uptime = uptime.plus(time);
            wall += time.toMillis();
        }

        Instant now() {
            return Instant.ofEpochMilli(wall);
        }

        @Override
        public String bootId() {
            return "a boot";
        }

        @Override
        public Duration uptime() {
            return uptime;
        }

        @Override
        public long wallMillis() {
            return wall;
        }
    }
}
