package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.config.ConfigException;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.lifecycle.Agec;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.FlatValues;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.lifecycle.Reen;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Database;
import org.socle.simulator.Fault;
import org.socle.simulator.FaultKind;
import org.socle.simulator.Faults;
import org.socle.simulator.Fleet;

class DemoBuilderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:30:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T06:30:00Z");

    @Test
    void eachPlantedFaultIsFoundAndNothingElse(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        DemoMark mark = new DemoMark(2020, 12, NOW.minus(Duration.ofDays(6)), NOW, null);
        List<Instant> sweeps = new ArrayList<>();
        assertThat(builder(data, NOW, sweeps).run(mark)).isTrue();

        assertThat(sweeps).isSorted().endsWith(NOW);
        assertThat(sweeps).hasSizeGreaterThan(100);
        Fleet fleet = DemoFleet.of(mark);
        Map<UUID, Set<String>> expected = new HashMap<>();
        List<Fault> faults = Faults.planted(fleet, ShippedHours.of(fleet), mark.origin(), NOW);
        for (Fault fault : faults) {
            if (!fault.kind().finding().isEmpty()) {
                fault.machines()
                        .forEach(machine -> expected.computeIfAbsent(machine.device(), device -> new TreeSet<>())
                                .add(fault.kind().finding()));
            }
        }
        try (Database database = Database.open(data)) {
            assertThat(found(database)).isEqualTo(expected);
            Machine silent = machine(
                    database,
                    faults.stream()
                            .filter(each -> each.kind() == FaultKind.SILENT)
                            .flatMap(each -> each.machines().stream())
                            .findFirst()
                            .orElseThrow()
                            .device());
            assertThat(silent.presence()).isEqualTo(Presence.LOST);
            assertThat(silent.place()).isNotNull();
            Clock then = Clock.fixed(NOW, ZoneOffset.UTC);
            List<Item> items = new Equipment(database, then).all(Scope.EVERYTHING);
            assertThat(items)
                    .as("machines; a screen, a projector, and two retired of each school")
                    .hasSize(348);
            assertThat(Reen.of(items, 2026).percent())
                    .as("12 of 24: one of the two of each school was sold")
                    .hasValue(50);
            assertThat(Agec.of(items, 2026, FlatValues.ALL).percent().orElseThrow())
                    .isBetween(20.0, 80.0);
            assertThat(new FactorEditions(database, then).tariffs().on("/1/", LocalDate.of(2026, 11, 1)))
                    .hasValue(22.4);
        }

        Map<UUID, Integer> before = packs(data);
        assertThat(builder(data, LATER, sweeps).run(mark)).as("made anew").isFalse();

        assertThat(sweeps).isSorted().endsWith(LATER);
        assertThat(DemoMark.of(data)).contains(mark.reached(LATER));
        assertThat(packs(data)).satisfies(after -> assertThat(total(after)).isGreaterThan(total(before) + 1_000));
        try (Database database = Database.open(data)) {
            assertThat(found(database)).isEqualTo(expected);
        }
    }

    private static DemoBuilder builder(Path data, Instant now, List<Instant> sweeps) {
        return new DemoBuilder(
                data, Clock.fixed(now, ZoneOffset.UTC), (database, intake) -> sweeps::add, (at, percent) -> {});
    }

    private static List<Machine> machines(Database database) {
        return new Machines(database, Clock.fixed(NOW, ZoneOffset.UTC))
                .after(Scope.EVERYTHING, new Filter("", null, ""), 0, 1_000);
    }

    private static Machine machine(Database database, UUID device) {
        return machines(database).stream()
                .filter(each -> each.deviceId().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private static Map<UUID, Set<String>> found(Database database) {
        Map<UUID, Set<String>> found = new HashMap<>();
        Findings findings = new Findings(database);
        for (Machine machine : machines(database)) {
            findings.of(Scope.EVERYTHING, machine.id())
                    .forEach(standing -> found.computeIfAbsent(machine.deviceId(), device -> new TreeSet<>())
                            .add(standing.finding().rule()));
        }
        return found;
    }

    private static Map<UUID, Integer> packs(Path data) {
        Map<UUID, Integer> packs = new HashMap<>();
        try (Database database = Database.open(data)) {
            database.<Map<UUID, Integer>, RuntimeException>read(handle -> {
                handle.createQuery(
                                "SELECT device, count(*) AS n FROM pack JOIN machine ON machine = id GROUP BY device")
                        .map((row, context) -> packs.put(UUID.fromString(row.getString("device")), row.getInt("n")))
                        .list();
                return packs;
            });
        }
        return packs;
    }

    private static int total(Map<UUID, Integer> packs) {
        return packs.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void whatWasEndedHalfwayIsMadeAnew(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        DataDirectory.prepare(data);
        DemoMark mark = new DemoMark(2020, 1, NOW.minus(Duration.ofDays(1)), NOW, null);
        mark.write(data);
        Files.writeString(data.resolve(Database.FILE), "half a database");

        assertThatThrownBy(() -> DemoService.require(data)).hasMessageContaining("socle-server demo");
        assertThat(builder(data, NOW, new ArrayList<>()).run(mark)).isTrue();

        DemoService.require(data);
        try (Database database = Database.open(data)) {
            assertThat(machines(database)).hasSize(34);
        }
    }

    @Test
    void aDemoIsNotMadeAmongRealData(@TempDir Path data) throws IOException {
        Database.open(data).close();

        assertThatThrownBy(() -> builder(data, NOW, new ArrayList<>()).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("are real");
        assertThatThrownBy(() -> DataDirectory.deleteDemo(data)).hasMessageContaining("not deleted");
        assertThat(data.resolve(Database.FILE)).exists();
    }
}
