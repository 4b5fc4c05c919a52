package org.socle.fleet.management;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.catalogue.Agent;
import org.socle.fleet.device.Machine;
import org.socle.fleet.device.Machines;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/** Asks a machine to report every few seconds for a while, because somebody looks at it. Thread-safe. */
public final class LiveMode {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMode.class);

    /** The agent ends live mode by itself after this unless it is asked again. */
    private static final Duration LENGTH = Duration.ofMinutes(10);

    /** A request that arrives later finds nobody looking any more. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(7);

    /** How a command reaches a device. */
    @FunctionalInterface
    public interface Sender {
        void send(UUID device, byte[] command) throws IOException;
    }

    private final Database database;
    private final Sender sender;
    private final Clock clock;
    private final CommandTable commands = new CommandTable();
    private final Machines machines;

    public LiveMode(Database database, Sender sender, Clock clock) {
        this.database = database;
        this.sender = sender;
        this.clock = clock;
        this.machines = new Machines(database, clock);
    }

    /** Asks; a machine that is away is not asked later. Whether the asker sees it has been looked at before. */
    public void ask(UUID device) {
        Optional<Machine> machine = machines.find(Scope.EVERYTHING, device);
        if (machine.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Command command = new Command(
                UUID.randomUUID().toString(),
                Operation.WRITE,
                Agent.LIVE.path(0).toString(),
                LENGTH.toSeconds(),
                now.plus(WORTHWHILE));
        database.writing(handle -> {
            commands.add(handle, machine.get(), command, now);
            commands.forget(handle, now.minus(KEPT));
        });
        try {
            sender.send(device, command.encode());
        } catch (IOException e) {
            LOG.warn("{} was not asked for live mode", device, e);
        }
    }
}
