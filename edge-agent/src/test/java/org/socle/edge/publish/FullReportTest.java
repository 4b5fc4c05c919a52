package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.config.Settings;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.tree.ObjectTree;

class FullReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.250Z");

    private final FixedClock clock = new FixedClock(NOW);

    @TempDir
    Path directory;

    @Test
    void whatPeopleSeeIsWhatTheReporterKeepsNext() {
        try (Outbox outbox = Outbox.open(directory, 1 << 20)) {
            outbox.of(Storage.DEVICE.family(), "sdz");
            outbox.append(FullReport.stamp(new ObjectTree(outbox), clock), List.of(sample(Processor.LOAD, 7L)));
            OutboxView view = OutboxView.of(directory);
            ObjectTree seen = new ObjectTree(view);
            seen.apply("all", machine().list(), NOW.minusSeconds(3));

            Pack shown = FullReport.next(seen, view, clock);

            Reporter reporter = new Reporter(
                    new ObjectTree(outbox),
                    outbox,
                    clock,
                    AgentConfig.of(Settings.none(), List.of("none"), List.of(), Map.of())
                            .rhythm(),
                    1,
                    () -> {});
            reporter.read("all", machine(), NOW.minusSeconds(3));
            reporter.read(ProbeRunner.HEALTH, new Readings(), NOW);
            Entry kept = outbox.after(Long.MIN_VALUE, 10).get(1);
            Pack sent = kept.pack(SendTime.of(kept.stamp(), kept.stamp(), 0));

            assertThat(shown).isEqualTo(sent);
            assertThat(Pack.decode(shown.encode(SenmlFormat.JSON), SenmlFormat.JSON))
                    .isEqualTo(Pack.decode(sent.encode(SenmlFormat.CBOR), SenmlFormat.CBOR));
        }
    }

    @Test
    void holdsEveryValueItsNumberAndTheFlagOfAFullReport() {
        OutboxView view = OutboxView.of(directory);
        ObjectTree tree = new ObjectTree(view);
        tree.apply("all", machine().list(), NOW.minusSeconds(3));

        assertThat(FullReport.next(tree, view, clock))
                .isEqualTo(new Pack(
                        1_795_435_200.25,
                        List.of(
                                sample(Agent.PACK, 1L),
                                new Sample(Processor.LOAD, 0, -3, 41L),
                                new Sample(Storage.DEVICE, 0, -3, "sda"),
                                new Sample(Storage.HEALTHY, 0, -3, true),
                                sample(Agent.SNAPSHOT, true),
                                sample(Agent.OUTBOX_PACKS, 0L),
                                sample(Agent.OUTBOX_SIZE, 0L),
                                sample(Agent.OUTBOX_THINNED, 0L),
                                sample(Agent.OUTBOX_REFUSED, 0L),
                                sample(Agent.OUTBOX_STATE, "disk"))));
    }

    @Test
    void aClockNobodyVouchesForDatesNothing() {
        OutboxView view = OutboxView.of(directory);
        ObjectTree tree = new ObjectTree(view);
        Readings readings = new Readings();
        readings.put(Clock.SYNCHRONISED, false);
        tree.apply("clock", readings.list(), NOW.minusSeconds(3));

        Pack pack = FullReport.next(tree, view, clock);

        assertThat(pack.time()).isZero();
        assertThat(pack.relative()).isTrue();
        assertThat(pack.samples()).contains(new Sample(Clock.SYNCHRONISED, 0, -3, false));
    }

    @Test
    void aReadingIsNeverOlderThanADayNorFromTheFuture() {
        OutboxView view = OutboxView.of(directory);
        ObjectTree tree = new ObjectTree(view);
        tree.apply("all", machine().list(), NOW.minus(Duration.ofDays(20_000)));
        assertThat(FullReport.next(tree, view, clock).samples()).contains(new Sample(Processor.LOAD, 0, -86_400, 41L));
        tree.apply("all", machine().list(), NOW.plus(Duration.ofDays(1)));
        assertThat(FullReport.next(tree, view, clock).samples()).contains(new Sample(Processor.LOAD, 0, 0, 41L));
    }

    private static Readings machine() {
        Readings readings = new Readings();
        readings.put(Processor.LOAD, 41);
        readings.put(Storage.HEALTHY, "sda", true);
        return readings;
    }

    private static Sample sample(Resource resource, Object value) {
        return new Sample(resource, 0, 0, value);
    }

    private record FixedClock(Instant now) implements BootClock {
        @Override
        public String bootId() {
            return "a boot";
        }

        @Override
        public Duration uptime() {
            return Duration.ofMinutes(3);
        }

        @Override
        public long wallMillis() {
            return now.toEpochMilli();
        }
    }
}
