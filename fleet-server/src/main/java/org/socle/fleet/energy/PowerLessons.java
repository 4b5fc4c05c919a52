package org.socle.fleet.energy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.fleet.energy.PowerTable.Pupil;
import org.socle.fleet.energy.PowerTable.Taught;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;

/**
 * What machines with a meter have learnt of their model's power, told to those of the same maker and model that have none. A
 * look costs one indexed question a metered model, whatever the number of machines.
 */
public final class PowerLessons {

    /** Machines told at one look: commands are small, and nobody is in a hurry. */
    private static final int MOST = 100;

    /** What does not matter: the models of the kind are off by far more. */
    private static final double SAME = 0.02;

    private static final Duration WORTHWHILE = Duration.ofDays(1);

    private final Database database;
    private final CommandQueue commands;
    private final PowerTable table = new PowerTable();

    public PowerLessons(Database database, CommandQueue commands) {
        this.database = database;
        this.commands = commands;
    }

    /** Its job, first a few minutes after the start: machines have to come back first. */
    public Job job() {
        return new Job("power-lessons", Duration.ofMinutes(6), Duration.ofMinutes(10), this::look);
    }

    private record Lesson(UUID device, Command command) {}

    /** Tells every machine that should know and is there. */
    public void look() {
        List<Taught> models = database.<List<Taught>, RuntimeException>read(table::taught);
        if (models.isEmpty()) {
            return;
        }
        List<Lesson> lessons = new ArrayList<>();
        database.writing(handle -> {
            for (Taught taught : models) {
                for (Pupil pupil : table.pupils(handle, taught, SAME * taught.idle(), MOST)) {
                    for (var value : List.of(
                            Map.entry(EnergyModel.FULL, taught.full()), Map.entry(EnergyModel.IDLE, taught.idle()))) {
                        lessons.add(new Lesson(
                                pupil.device(),
                                commands.keep(
                                        handle,
                                        pupil.machine(),
                                        Operation.WRITE,
                                        value.getKey().path(0),
                                        Math.round(value.getValue() * 10) / 10.0,
                                        WORTHWHILE)));
                    }
                    table.told(handle, pupil.machine(), taught.idle());
                }
            }
        });
        lessons.forEach(lesson -> commands.send(lesson.device(), lesson.command()));
    }
}
