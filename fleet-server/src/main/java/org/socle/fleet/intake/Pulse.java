package org.socle.fleet.intake;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Address;
import org.socle.contract.Topics.Channel;

/** Knows the messages of the server's own device, which are written down and go no further. */
final class Pulse {
    private final @Nullable UUID own;
    private final Consumer<Channel> heard;
    private final PulseTable table = new PulseTable();

    /**
     * That of a device.
     *
     * @param own the server's device; null when it has none
     * @param heard told the channel of each of its messages that is stored
     */
    Pulse(@Nullable UUID own, Consumer<Channel> heard) {
        this.own = own;
        this.heard = heard;
    }

    /** Where nobody says anything but machines. */
    static Pulse none() {
        return new Pulse(null, channel -> {});
    }

    /** The channel of a message of its own, which it writes down; empty for all others. */
    Optional<Channel> beat(Arrival arrival, Handle handle) {
        Optional<Channel> channel = Topics.parse(arrival.topic)
                .filter(address -> address.device().equals(own))
                .map(Address::channel);
        channel.ifPresent(each -> table.beat(handle, arrival.received));
        return channel;
    }

    /** What was written down is on the disk. */
    void stored(Channel channel) {
        heard.accept(channel);
    }
}
