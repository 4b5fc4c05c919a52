package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Reporting.Deadband;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.config.Settings;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.tree.ObjectTree;

/**
 * Whatever the machine goes through, the receiver can tell what it was like at every sample: off by less than the deadband,
 * and exactly where there is none.
 */
class ReporterPropertyTest {
    /** What the receiver takes for a value that a full report does not hold. */
    private static final String GONE = "gone";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One minute of a machine; null where something is not there. */
    private record Minute(
            @Nullable Long load,
            @Nullable Double celsius,
            @Nullable Long frequency,
            @Nullable Boolean healthy,
            boolean snapshot,
            boolean live) {

        Map<LwM2mPath, Object> truth() {
            Map<LwM2mPath, Object> values = new HashMap<>();
            put(values, Processor.LOAD, load);
            put(values, Processor.FREQUENCY, frequency);
            put(values, Temperature.VALUE, celsius);
            put(values, Storage.HEALTHY, healthy);
            return values;
        }

        private static void put(Map<LwM2mPath, Object> values, Resource resource, @Nullable Object value) {
            if (value != null) {
                values.put(resource.path(0), value);
            }
        }

        Readings readings() {
            Readings readings = new Readings();
            putIf(readings, Processor.LOAD, load);
            putIf(readings, Processor.FREQUENCY, frequency);
            if (celsius != null) {
                readings.put(Temperature.VALUE, "cpu", celsius);
            }
            if (healthy != null) {
                readings.put(Storage.HEALTHY, "sda", healthy);
            }
            return readings;
        }

        private static void putIf(Readings readings, Resource resource, @Nullable Object value) {
            if (value != null) {
                readings.put(resource, value);
            }
        }
    }

    @Property(tries = 150)
    void theReceiverIsNeverOffByTheDeadband(@ForAll("days") List<Minute> minutes) throws IOException {
        Path directory = Files.createTempDirectory("reporter");
        try (Outbox outbox = Outbox.open(directory, 1 << 20)) {
            TestClock clock = new TestClock();
            Reporter reporter = new Reporter(
                    new ObjectTree(outbox),
                    outbox,
                    clock,
                    AgentConfig.of(Settings.none(), List.of("none"), List.of(), Map.of())
                            .rhythm(),
                    1,
                    () -> {});
            for (Minute minute : minutes) {
                minute(reporter, clock, minute);
            }
            // What still waits leaves within the rhythm.
            for (int i = 0; i < 5; i++) {
                minute(reporter, clock, minutes.get(minutes.size() - 1));
            }
            Map<LwM2mPath, TreeMap<Long, Object>> received = receive(outbox.after(Long.MIN_VALUE, 1_000));
            for (int n = 0; n < minutes.size(); n++) {
                long at = TestClock.START + n * MINUTE.toMillis();
                minutes.get(n).truth().forEach((path, value) -> {
                    Map.Entry<Long, Object> seen = received.get(path).floorEntry(at);
                    assertThat(seen)
                            .as("%s at %s", path, Instant.ofEpochMilli(at))
                            .isNotNull();
                    assertClose(path, value, seen.getValue());
                });
            }
        } finally {
            delete(directory);
        }
    }

    private static void minute(Reporter reporter, TestClock clock, Minute minute) {
        if (minute.snapshot) {
            reporter.wantSnapshot();
        }
        reporter.live(minute.live ? Duration.ofMinutes(2) : Duration.ZERO);
        reporter.read("all", minute.readings(), Instant.ofEpochMilli(clock.wallMillis()));
        reporter.read(ProbeRunner.HEALTH, new Readings(), Instant.ofEpochMilli(clock.wallMillis()));
        clock.minutes++;
    }

    private static Map<LwM2mPath, TreeMap<Long, Object>> receive(List<Entry> entries) {
        Map<LwM2mPath, TreeMap<Long, Object>> received = new HashMap<>();
        for (Entry entry : entries) {
            for (Sample sample : entry.samples()) {
                received.computeIfAbsent(sample.resource().path(sample.instance()), path -> new TreeMap<>())
                        .put(entry.stamp().wallMillis() + Math.round(sample.offset() * 1000), sample.value());
            }
            if (entry.samples().contains(new Sample(Agent.SNAPSHOT, 0, 0, true))) {
                received.forEach((path, values) -> {
                    if (entry.samples().stream()
                            .noneMatch(sample ->
                                    sample.resource().path(sample.instance()).equals(path))) {
                        values.put(entry.stamp().wallMillis(), GONE);
                    }
                });
            }
        }
        return received;
    }

    private static void assertClose(LwM2mPath path, Object value, Object seen) {
        for (Resource resource : List.of(Processor.LOAD, Processor.FREQUENCY, Temperature.VALUE)) {
            if (path.equals(resource.path(0))
                    && resource.definition().reporting() instanceof Deadband band
                    && value instanceof Number truth
                    && seen instanceof Number number) {
                assertThat(Math.abs(truth.doubleValue() - number.doubleValue()))
                        .as(resource.key())
                        .isLessThan(band.width());
                return;
            }
        }
        assertThat(seen).as(path.toString()).isEqualTo(value);
    }

    @Provide
    Arbitrary<List<Minute>> days() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 100).injectNull(0.1),
                        Arbitraries.integers()
                                .between(30, 100)
                                .map(Integer::doubleValue)
                                .injectNull(0.1),
                        Arbitraries.longs().between(800, 3_600).injectNull(0.1),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(true)), Tuple.of(9, Arbitraries.just(false))),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(true)), Tuple.of(4, Arbitraries.just(false))))
                .as(Minute::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class TestClock implements BootClock {
        private static final long START = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

        private long minutes;

        @Override
        public String bootId() {
            return "a boot";
        }

        @Override
        public Duration uptime() {
            return MINUTE.multipliedBy(10 + minutes);
        }

        @Override
        public long wallMillis() {
            return START + minutes * MINUTE.toMillis();
        }
    }
}
