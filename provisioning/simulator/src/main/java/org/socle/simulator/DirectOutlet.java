package org.socle.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Pack;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.Reporter;
import org.socle.edge.tree.ObjectTree;

/** Straight to whoever takes messages, at the moment they would arrive. What is closed while the link is cut waits for it. */
final class DirectOutlet implements Outlet {
    private final UUID device;
    private final Consumer<Message> messages;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean linked = true;

    DirectOutlet(UUID device, Consumer<Message> messages) {
        this.device = device;
        this.messages = messages;
    }

    @Override
    public Reporter reporter(ObjectTree tree, BootClock clock, RhythmConfig rhythm) {
        // Seconds since 1970 grow faster than packs are closed: numbers go on after each start.
        return Reporter.direct(tree, clock, rhythm, clock.wallMillis() / 1000, pack -> send(pack, clock));
    }

    private void send(Pack pack, BootClock clock) {
        byte[] payload = pack.encode(SenmlFormat.CBOR);
        if (linked) {
            up(payload, Instant.ofEpochMilli(clock.wallMillis()));
        } else {
            waiting.add(payload);
        }
    }

    private void up(byte[] payload, Instant at) {
        messages.accept(
                new Message(device, Topics.of(device, Channel.UP), payload, SenmlFormat.CBOR.contentType(), at));
    }

    @Override
    public void presence(Presence presence, String boot, Instant at) {
        byte[] payload = new DeviceState(presence, FixedReadings.AGENT_VERSION, boot).encode();
        messages.accept(new Message(device, Topics.of(device, Channel.STATE), payload, null, at));
    }

    @Override
    public void link(boolean there, Instant at) {
        linked = there;
        while (linked && !waiting.isEmpty()) {
            up(waiting.remove(), at);
        }
    }
}
