package org.socle.fleet.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.socle.contract.DeviceState;
import org.socle.contract.Pack;
import org.socle.contract.Reply;
import org.socle.contract.Topics.Address;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.reading.Snapshot;

/** One message on its way through the intake. Each step fills what the next ones need. Used by one thread. */
final class Arrival {
    final String topic;
    final byte[] payload;
    final @Nullable String contentType;
    final Instant received;

    /** Filled by {@link Decode}: where the message came from and, by channel, one of the three contents. */
    @Nullable
    Address address;

    @Nullable
    Pack pack;

    @Nullable
    DeviceState state;

    @Nullable
    Reply reply;

    /** Filled by {@link Identify}. */
    @Nullable
    Machine machine;

    /** Filled by {@link Store} for packs that are new: the machine's latest values after the pack. */
    @Nullable
    Snapshot snapshot;

    /** Filled with {@link #snapshot}: the latest values before the pack. */
    @Nullable
    Snapshot before;

    Arrival(String topic, byte[] payload, @Nullable String contentType, Instant received) {
        this.topic = topic;
        this.payload = payload;
        this.contentType = contentType;
        this.received = received;
    }

    /** Forgets what an attempt before filled in. */
    void begin() {
        address = null;
        pack = null;
        state = null;
        reply = null;
        machine = null;
        snapshot = null;
        before = null;
    }
}
