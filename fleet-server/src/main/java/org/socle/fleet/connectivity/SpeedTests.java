package org.socle.fleet.connectivity;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Speed;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.config.ConnectivityConfig;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** Tests of the schools' lines for who looks: one now, and what the last one gave. Thread-safe. */
public final class SpeedTests {
    /** A machine that hears of it later is not tested: whoever asked looks elsewhere by now. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(1);

    private final Database database;
    private final CommandQueue commands;
    private final Grants grants;
    private final ConnectivityConfig config;
    private final Machines machines;
    private final Places places;
    private final Audit audit;
    private final SpeedTable table = new SpeedTable();

    public SpeedTests(Database database, CommandQueue commands, Grants grants, ConnectivityConfig config, Clock clock) {
        this.database = database;
        this.commands = commands;
        this.grants = grants;
        this.config = config;
        this.machines = new Machines(database, clock);
        this.places = new Places(database, clock);
        this.audit = new Audit(database, clock);
    }

    /**
     * Has a machine test its line now, in class or not.
     *
     * @throws Refusal when it is not seen or not there, or its line is being tested
     */
    public void ask(Viewer viewer, UUID device) {
        Machine machine =
                machines.find(viewer.scope(), device).orElseThrow(() -> new Refusal("machine.refused.unknown"));
        if (machine.revoked() != null || machine.presence() != Presence.ONLINE) {
            throw new Refusal("speed.refused.away");
        }
        Long school = places.located(viewer.scope(), machine.place())
                .map(located -> located.school().id())
                .orElse(null);
        if (!grants.give(device, school)) {
            throw new Refusal("speed.refused.busy");
        }
        Command command = database.<Command, RuntimeException>write(handle -> {
            audit.record(
                    handle,
                    viewer.who(),
                    Action.SPEED_TEST_ASKED,
                    Subject.machine(machine.id(), machine.displayName(), machine.place()),
                    Map.of());
            return command(commands, handle, machine.id());
        });
        commands.send(device, command);
    }

    /** Keeps the command to test, in the caller's transaction. */
    static Command command(CommandQueue commands, Handle handle, long machine) {
        return commands.keep(handle, machine, Operation.EXECUTE, Speed.RUN, null, WORTHWHILE);
    }

    /** How good a school's line was when it was tested last; empty when it never was, or is not seen. */
    public Optional<LineSpeed> line(Scope scope, Place school) {
        return database.<Optional<SpeedTable.Kept>, RuntimeException>read(
                        handle -> table.newest(handle, scope, school.id()))
                .map(kept -> new LineSpeed(
                        kept.at(),
                        kept.down() * Speed.MBIT,
                        kept.up() * Speed.MBIT,
                        kept.ping(),
                        kept.device(),
                        Band.of(kept.down() * Speed.MBIT, config)));
    }
}
