package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.store.Database;

/** How many packs a second go in when those who send them hold as much as one machine may. */
@Tag("bench")
class HeavyMachinesBench {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int PACKS = 3_000;

    @Test
    void measure(@TempDir Path directory) {
        try (Database database = Database.open(directory)) {
            Intake intake = new Intake(
                    database,
                    new IntakeMetrics(new PrometheusRegistry()),
                    device -> {},
                    place -> Limits.USUAL,
                    Accounting.live(new StoredCalendar(database, Clock.systemUTC())),
                    Pulse.none());
            for (int batch : List.of(1, 8, 64)) {
                report(intake, "light machines, by " + batch, devices(2), batch);
            }
            List<UUID> heavy = devices(3);
            heavy.forEach(each ->
                    assertThat(intake.accept(List.of(arrival(each, grow(1))))).isEqualTo(1));
            for (int batch : List.of(1, 8, 64)) {
                report(intake, "machines with 2,000 values, by " + batch, heavy, batch);
            }
        }
    }

    private static List<UUID> devices(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private static long number = 10;

    private static void report(Intake intake, String what, List<UUID> devices, int size) {
        long begin = System.nanoTime();
        List<Arrival> batch = new ArrayList<>();
        for (int i = 0; i < PACKS; i++) {
            batch.add(
                    arrival(devices.get(i % devices.size()), TestDevice.load(NOW.getEpochSecond(), number++, i % 90)));
            if (batch.size() == size) {
                intake.accept(batch);
                batch.clear();
            }
        }
        long nanos = System.nanoTime() - begin;
        System.out.printf("%s: %.0f packs a second%n", what, PACKS / (nanos / 1e9));
    }

    private static Arrival arrival(UUID device, Pack pack) {
        return new Arrival(
                Topics.of(device, Channel.UP), pack.encode(SenmlFormat.CBOR), SenmlFormat.CBOR.contentType(), NOW);
    }

    private static Pack grow(long number) {
        return new Pack(
                NOW.getEpochSecond(),
                Stream.concat(
                                Stream.of(
                                        new Sample(Agent.PACK, 0, 0, number), new Sample(Agent.SNAPSHOT, 0, 0, false)),
                                IntStream.range(0, 1_990).mapToObj(i -> new Sample(Temperature.VALUE, i, 0, 40.0)))
                        .toList());
    }
}
