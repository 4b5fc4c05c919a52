package org.socle.fleet.management;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.catalogue.Agent;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.store.Database;

/** Asks a machine to report every few seconds for a while, because somebody looks at it. Thread-safe. */
public final class LiveMode {
    /** The agent ends live mode by itself after this unless it is asked again. */
    private static final Duration LENGTH = Duration.ofMinutes(10);

    /** A request that arrives later finds nobody looking any more. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(1);

    private final Database database;
    private final CommandQueue commands;
    private final Machines machines;

    public LiveMode(Database database, CommandQueue commands, Clock clock) {
        this.database = database;
        this.commands = commands;
        this.machines = new Machines(database, clock);
    }

    /** Asks; a machine that is away is not asked later. Whether the asker sees it has been looked at before. */
    public void ask(UUID device) {
        Optional<Machine> machine = machines.find(Scope.EVERYTHING, device);
        if (machine.isEmpty()) {
            return;
        }
        Command command = database.<Command, RuntimeException>write(handle -> commands.keep(
                handle, machine.get().id(), Operation.WRITE, Agent.LIVE.path(0), LENGTH.toSeconds(), WORTHWHILE));
        commands.send(device, command);
    }
}
