package org.socle.fleet.management;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;

/** The one way by which commands leave. Thread-safe. */
public final class CommandQueue {
    private static final Duration KEPT = Duration.ofDays(7);

    /** How a command reaches a device. */
    @FunctionalInterface
    public interface Sender {
        void send(UUID device, byte[] command);
    }

    private final Sender sender;
    private final Clock clock;
    private final CommandTable commands = new CommandTable();

    public CommandQueue(Sender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Keeps a command, in the caller's transaction; {@link #send} it after that.
     *
     * @param machine number of the machine
     * @param worthwhile how long it makes sense to obey
     */
    public Command keep(
            Handle handle,
            long machine,
            Operation operation,
            LwM2mPath path,
            @Nullable Object value,
            Duration worthwhile) {
        Instant now = clock.instant();
        Command command =
                new Command(UUID.randomUUID().toString(), operation, path.toString(), value, now.plus(worthwhile));
        commands.add(handle, machine, command, now);
        commands.forget(handle, now.minus(KEPT));
        return command;
    }

    /** Sends a command to a device that is there; one that is away does not get it later. */
    public void send(UUID device, Command command) {
        sender.send(device, command.encode());
    }
}
