package org.socle.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Command;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Reply;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.Reporter;
import org.socle.edge.publish.Route;
import org.socle.edge.tree.ObjectTree;

/**
 * The agent's own way: an outbox on the disk, and its sender to a broker, connected while the machine is on. The sender says itself
 * what is to be said of the machine's presence; a machine whose power is cut stays connected until it starts again.
 */
final class MqttOutlet implements Outlet, AutoCloseable {
    private static final long OUTBOX_BYTES = 1L << 20;

    private final UUID device;
    private final Outbox outbox;
    private final Supplier<Route> route;
    private @Nullable BootClock clock;
    private @Nullable MqttSender sender;

    /**
     * Of a device.
     *
     * @param directory where its outbox is kept
     */
    MqttOutlet(UUID device, Path directory, Supplier<Route> route) {
        this.device = device;
        this.route = route;
        try {
            this.outbox = Outbox.open(Files.createDirectories(directory), OUTBOX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("no outbox in " + directory, e);
        }
    }

    @Override
    public Reporter reporter(ObjectTree tree, BootClock newClock, RhythmConfig rhythm) {
        clock = newClock;
        connect(newClock);
        return new Reporter(tree, outbox, newClock, rhythm, 1, this::wake);
    }

    private void wake() {
        if (sender != null) {
            sender.wake();
        }
    }

    private void connect(BootClock present) {
        if (sender == null) {
            MqttSender starting = new MqttSender(
                    device, route, FixedReadings.AGENT_VERSION, outbox, present, MqttOutlet::refuse, new Unwatched());
            sender = starting;
            starting.start(() -> true);
        }
    }

    private static Reply refuse(Command command) {
        return Reply.refused(command, "simulated machines obey nobody");
    }

    private static final class Unwatched implements MqttSender.LinkListener {
        @Override
        public void acknowledged(long sequence, @Nullable Duration roundTrip) {}

        @Override
        public void connected(int reconnections) {}
    }

    @Override
    public void presence(Presence presence, String boot, Instant at) {
        if (presence == Presence.OFFLINE) {
            disconnect();
        }
    }

    @Override
    public void link(boolean there, Instant at) {
        if (!there) {
            disconnect();
        } else if (clock != null) {
            connect(clock);
        }
    }

    private void disconnect() {
        MqttSender present = sender;
        sender = null;
        if (present != null) {
            present.close();
        }
    }

    /** Packs no broker has taken yet. */
    long waiting() {
        return outbox.packs();
    }

    @Override
    public void close() {
        disconnect();
        outbox.close();
    }
}
