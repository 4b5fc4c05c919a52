package org.socle.fleet.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Command;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.store.Database;

/** One metered machine teaches those of its model. */
class PowerLessonsTest {
    private final Database database;
    private final List<String> told = new ArrayList<>();
    private final PowerLessons lessons;
    private final PowerTable table = new PowerTable();

    PowerLessonsTest(@TempDir Path directory) {
        database = Database.open(directory);
        lessons = new PowerLessons(
                database,
                new CommandQueue(
                        (device, body) -> {
                            Command command = Command.decode(body);
                            told.add(device + " " + command.path() + " " + command.value());
                        },
                        Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private UUID machine(Presence presence, String model, String basis, double idle, double full) {
        return database.<UUID, RuntimeException>write(handle -> {
            MachineRegister register = new MachineRegister();
            long id =
                    register.add(handle, new MachineRegister.Newcomer("poste", "", "", "", null, null), Instant.now());
            UUID device = register.device(handle, id);
            MachineTable machines = new MachineTable();
            machines.state(
                    handle,
                    machines.find(handle, device).orElseThrow(),
                    new DeviceState(presence, "test", null),
                    Instant.now());
            table.put(handle, id, "Dell Inc.", model, basis, idle, full);
            return device;
        });
    }

    @Test
    void whatAMeterTaughtIsToldToMachinesOfTheSameModel() {
        machine(Presence.ONLINE, "OptiPlex 7010", "calibrated", 24, 60);
        machine(Presence.ONLINE, "OptiPlex 7010", "calibrated", 26, 64);
        UUID pupil = machine(Presence.ONLINE, "OptiPlex 7010", "kind", 20.7, 79.2);
        machine(Presence.OFFLINE, "OptiPlex 7010", "kind", 20.7, 79.2);
        machine(Presence.ONLINE, "OptiPlex 7010", "setting", 30, 90);
        machine(Presence.ONLINE, "OptiPlex 3020", "kind", 20.7, 79.2);
        lessons.look();
        assertThat(told)
                .containsExactly(
                        pupil + " " + EnergyModel.FULL.path(0) + " 62.0",
                        pupil + " " + EnergyModel.IDLE.path(0) + " 25.0");
        lessons.look();
        assertThat(told).hasSize(2);
    }

    @Test
    void aNewLessonFollowsOnlyWhenItMatters() {
        UUID teacher = machine(Presence.ONLINE, "OptiPlex 7010", "calibrated", 25, 60);
        machine(Presence.ONLINE, "OptiPlex 7010", "sibling", 25, 60);
        lessons.look();
        assertThat(told).hasSize(2);
        learnt(teacher, 25.4);
        lessons.look();
        assertThat(told).hasSize(2);
        learnt(teacher, 28);
        lessons.look();
        assertThat(told).hasSize(4);
    }

    private void learnt(UUID device, double idle) {
        database.writing(handle -> table.put(
                handle,
                new MachineTable().find(handle, device).orElseThrow().id(),
                "Dell Inc.",
                "OptiPlex 7010",
                "calibrated",
                idle,
                60));
    }

    @Test
    void aLookUsesTheIndexes() {
        List<String> plan = database.<List<String>, RuntimeException>read(handle -> handle.createQuery(
                        "EXPLAIN QUERY PLAN SELECT manufacturer, model, avg(idle), avg(full) FROM power_model"
                                + " WHERE basis = 'calibrated' GROUP BY manufacturer, model")
                .map((row, context) -> row.getString("detail"))
                .list());
        assertThat(plan).singleElement().asString().contains("power_model_taught");
    }
}
