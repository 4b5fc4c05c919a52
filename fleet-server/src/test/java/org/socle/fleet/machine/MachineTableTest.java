package org.socle.fleet.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

class MachineTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final MachineTable table = new MachineTable();
    private final Database database;

    MachineTableTest(@TempDir Path directory) {
        database = Database.open(directory);
    }

    @BeforeEach
    void addMachines() {
        add("salle1-pc01", "Dell", "OptiPlex 7010", "4XK2Z5J", Presence.ONLINE, Status.OK, NOW);
        add("salle1-pc02", "Dell", "OptiPlex 7010", "4XK2Z5K", Presence.LOST, Status.OK, NOW.minus(Machine.GRACE));
        add("Totem_CDI", "Raspberry Pi", "4 Model B", "1000a", Presence.ONLINE, Status.DOWN, NOW);
        add("portable", "Lenovo", "50% off", "PF0", Presence.OFFLINE, Status.WATCH, NOW);
        add("clone", "Fujitsu", "Esprimo", "SAME", Presence.LOST, Status.WATCH, NOW.minusSeconds(30));
        add("clone", "Fujitsu", "Esprimo", "SAME", Presence.ONLINE, Status.OK, NOW);
        database.writing(handle ->
                handle.execute("UPDATE machine SET silent_since = presence_at WHERE host_name = 'salle1-pc02'"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(
            String name, String maker, String model, String serial, Presence presence, Status health, Instant since) {
        database.writing(handle -> {
            Machine machine = table.findOrAdd(handle, UUID.randomUUID(), NOW);
            table.describe(
                    handle,
                    machine,
                    Snapshot.of(List.of(
                            text(org.socle.contract.catalogue.Machine.HOST_NAME, name),
                            text(Device.MANUFACTURER, maker),
                            text(Device.MODEL, model),
                            text(Device.SERIAL_NUMBER, serial))));
            table.state(handle, machine, new DeviceState(presence, "0.1.0", null), since);
            table.health(handle, machine, health, NOW);
        });
    }

    private static Reading text(Resource resource, String value) {
        return new Reading(resource, 0, value, NOW);
    }

    private List<String> names(String text, Status status) {
        return database.<List<String>, RuntimeException>read(handle -> table
                .search(handle, Scope.EVERYTHING, new Search(new Filter(text, status, ""), Sort.STATUS, 1, 25), NOW)
                .machines()
                .stream()
                .map(Machine::displayName)
                .toList());
    }

    @Test
    void worstComesFirstThenTheName() {
        assertThat(names("", null))
                .containsExactly("Totem_CDI", "salle1-pc02", "clone", "clone", "salle1-pc01", "portable");
    }

    @ParameterizedTest
    @CsvSource({
        "salle1, 2",
        "SALLE1-PC01, 1",
        "dell 7010, 2",
        "7010 dell, 0",
        "4xk2z5, 2",
        "totem_c, 1",
        "totem%, 0",
        "50%, 1",
        "'  raspberry   model b ', 1",
        "\\, 0",
        "!, 0",
        "it's, 0",
    })
    void searchFindsWordsAndTakesSignsAsTheyAre(String text, int found) {
        assertThat(names(text, null)).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"DOWN, 1", "SILENT, 1", "WATCH, 1", "OK, 2", "OFF, 1"})
    void theFilterAgreesWithTheCounts(Status status, int expected) {
        assertThat(names("", status)).hasSize(expected);
        Map<Status, Integer> counts = database.<Map<Status, Integer>, RuntimeException>read(
                handle -> table.counts(handle, Scope.EVERYTHING, NOW));
        assertThat(counts).containsEntry(status, expected);
    }

    @Test
    void aBrokenConnectionIsForgivenForTenMinutesAndThenNoneUnlessItIsMissed() {
        assertThat(names("", Status.SILENT)).containsExactly("salle1-pc02");
        assertThat(names("", Status.OFF)).containsExactly("portable");
        Instant later = NOW.plus(Duration.ofMinutes(10)).minusSeconds(30);
        Found found = database.<Found, RuntimeException>read(handle -> table.search(
                handle, Scope.EVERYTHING, new Search(new Filter("", Status.OFF, ""), Sort.NAME, 1, 25), later));
        assertThat(found.machines()).extracting(Machine::displayName).containsExactly("clone", "portable");
        assertThat(found.machines())
                .extracting(machine -> machine.status(later))
                .containsExactly(Status.OFF, Status.OFF);
    }

    @ParameterizedTest
    @CsvSource({"SALLE1-PC01, true", "4xk2z5j, true", "clone, false", "same, false", "nobody, false", "salle1, false"})
    void anExactHitIsOneMachineAndNoMore(String text, boolean hit) {
        assertThat(database.<Boolean, RuntimeException>read(
                        handle -> table.exactly(handle, Scope.EVERYTHING, text).isPresent()))
                .isEqualTo(hit);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        List<UUID> all = database.<List<UUID>, RuntimeException>read(
                handle -> table.after(handle, Scope.EVERYTHING, Filter.NONE, 0, 10, NOW).stream()
                        .map(Machine::deviceId)
                        .toList());
        List<Machine> first = database.<List<Machine>, RuntimeException>read(
                handle -> table.after(handle, Scope.EVERYTHING, Filter.NONE, 0, 4, NOW));
        List<Machine> rest = database.<List<Machine>, RuntimeException>read(handle ->
                table.after(handle, Scope.EVERYTHING, Filter.NONE, first.get(3).id(), 4, NOW));

        assertThat(first).extracting(Machine::deviceId).isEqualTo(all.subList(0, 4));
        assertThat(rest).extracting(Machine::deviceId).isEqualTo(all.subList(4, 6));
    }

    @Test
    void machinesOfACauseAreFound() {
        database.writing(handle -> {
            Machine totem = table.search(
                            handle, Scope.EVERYTHING, new Search(new Filter("totem", null, ""), Sort.NAME, 1, 1), NOW)
                    .machines()
                    .get(0);
            new FindingTable()
                    .replace(
                            handle,
                            totem.id(),
                            List.of(),
                            List.of(new Finding(
                                    "hot",
                                    Status.WATCH,
                                    org.socle.contract.catalogue.Temperature.VALUE,
                                    0,
                                    "cpu",
                                    "86")),
                            NOW);
        });

        Found found = database.<Found, RuntimeException>read(handle ->
                table.search(handle, Scope.EVERYTHING, new Search(new Filter("", null, "hot"), Sort.NAME, 1, 25), NOW));
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.machines()).extracting(Machine::displayName).containsExactly("Totem_CDI");
    }
}
