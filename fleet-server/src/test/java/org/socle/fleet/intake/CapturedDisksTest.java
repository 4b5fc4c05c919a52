package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.store.Database;

/**
 * The disks whose SMART data the agent was captured with, each in a machine of its own: which of them are incidents, one by one. What the
 * agent reads of them is in {@code expected.txt}, which its own tests hold against the captures.
 */
class CapturedDisksTest {
    private static final Path EXPECTED = Path.of("../edge-agent/src/test/resources/smartctl/expected.txt");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Database database;
    private final Intake intake;

    CapturedDisksTest(@TempDir Path directory) {
        database = Database.open(directory);
        intake = new Intake(
                database,
                new IntakeMetrics(new PrometheusRegistry()),
                published -> {},
                place -> Limits.USUAL,
                Accounting.live(new StoredCalendar(database, Clock.systemUTC())),
                Pulse.none());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The readings of every captured disk, by the name of the capture. */
    private static Map<String, List<Sample>> disks() throws IOException {
        Map<String, List<Sample>> disks = new LinkedHashMap<>();
        List<Sample> current = new ArrayList<>();
        for (String line : Files.readAllLines(EXPECTED)) {
            if (line.endsWith(".json")) {
                current = new ArrayList<>();
                disks.put(line, current);
            } else if (line.contains(" = ")) {
                String[] parts = line.strip().split(" = ", 2);
                Resource resource = Catalogue.byKey(parts[0]).orElseThrow();
                current.add(new Sample(resource, 0, 0, value(resource, parts[1])));
            }
        }
        return disks;
    }

    private static Object value(Resource resource, String text) {
        return switch (resource.type()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case STRING -> text;
            default -> Long.valueOf(text.split(" ", 2)[0]);
        };
    }

    @Test
    void failingDisksAreIncidentsAndHealthyOnesAreNot() throws IOException {
        Map<String, List<Sample>> disks = disks();
        assertThat(disks).hasSizeGreaterThanOrEqualTo(12);
        disks.forEach((name, readings) -> {
            List<Sample> samples = new ArrayList<>(readings);
            samples.add(new Sample(Storage.DEVICE, 0, 0, "sda"));
            samples.add(new Sample(Machine.HOST_NAME, 0, 0, name));
            samples.add(new Sample(Agent.PACK, 0, 0, 1L));
            samples.add(new Sample(Agent.SNAPSHOT, 0, 0, true));
            intake.accept(List.of(new Arrival(
                    Topics.of(UUID.randomUUID(), Channel.UP),
                    new Pack(NOW.getEpochSecond(), samples).encode(SenmlFormat.CBOR),
                    SenmlFormat.CBOR.contentType(),
                    NOW)));
        });
        Readings readings = new Readings(database);
        new IncidentSweep(
                        database,
                        new StoredCalendar(database, CLOCK),
                        machine -> readings.latest(Scope.EVERYTHING, machine))
                .sweep(NOW);

        assertThat(new Incidents(database, CLOCK)
                        .page(Scope.EVERYTHING, IncidentFilter.CURRENT, 1, 100).stream()
                                .map(one -> one.incident().cause() + " " + one.name()))
                .containsExactlyInAnyOrder("disk_failing ST3200820AS-failing-by-hand.json");
    }
}
