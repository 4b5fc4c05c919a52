package org.socle.fleet.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Status;
import org.socle.fleet.store.Database;

class FindingTableTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T08:00:00Z");

    private final Database database;
    private final FindingTable table = new FindingTable();

    FindingTableTest(@TempDir Path directory) {
        database = Database.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long machine() {
        return database.<Long, RuntimeException>write(handle ->
                new MachineTable().findOrAdd(handle, UUID.randomUUID(), MONDAY).id());
    }

    private void replace(long machine, Instant now, Finding... found) {
        database.writing(
                handle -> table.replace(handle, machine, table.standing(handle, machine), List.of(found), now));
    }

    private List<Standing> of(long machine) {
        return database.<List<Standing>, RuntimeException>read(handle -> table.of(handle, Scope.EVERYTHING, machine));
    }

    private static Finding hot(int sensor, String value) {
        return new Finding("hot", Status.WATCH, Temperature.VALUE, sensor, "cpu" + sensor, value);
    }

    private static Finding failing(String value) {
        return new Finding("disk_failing", Status.DOWN, Storage.PENDING_SECTORS, 0, "sda", value);
    }

    @Test
    void aFindingKeepsTheTimeItBegan() {
        long machine = machine();
        replace(machine, MONDAY, hot(0, "86"));
        replace(machine, TUESDAY, hot(0, "91"), hot(1, "87"), failing("1"));

        assertThat(of(machine))
                .containsExactly(
                        new Standing(failing("1"), TUESDAY),
                        new Standing(hot(0, "91"), MONDAY),
                        new Standing(hot(1, "87"), TUESDAY));
    }

    @Test
    void whatIsNoLongerFoundIsGone() {
        long machine = machine();
        replace(machine, MONDAY, hot(0, "86"), failing("1"));
        replace(machine, TUESDAY, failing("1"));
        assertThat(of(machine)).containsExactly(new Standing(failing("1"), MONDAY));

        replace(machine, TUESDAY);
        assertThat(of(machine)).isEmpty();
    }
}
