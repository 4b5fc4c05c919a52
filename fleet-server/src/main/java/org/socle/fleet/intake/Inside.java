package org.socle.fleet.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics.Address;
import org.socle.contract.Topics.Channel;

/**
 * How messages of devices travel behind the {@link DeviceDoor}: on one address a channel, whoever they come from, with the
 * device's number, 16 bytes, and the time it came, 8 bytes, before the payload. So the broker keeps nothing for each device it has ever seen, and no device can
 * name what the server subscribes to. The number goes with the payload because MQTT 3.1.1 has no other place for it.
 */
final class Inside {
    private static final String ROOT = "socle/in/";
    private static final int PREFIX = 3 * Long.BYTES;

    private Inside() {}

    /** The topic inside the broker. */
    static String topic(Channel channel) {
        return ROOT + channel.word();
    }

    /** The same as the broker's address. */
    static String address(Channel channel) {
        return topic(channel).replace('/', '.');
    }

    /**
     * A payload with its device before it, in a buffer of its own; the given one is left as it is.
     *
     * @param now when it came, in ms since 1970
     */
    static ByteBuf with(UUID device, long now, ByteBuf payload, ByteBufAllocator buffers) {
        return buffers.buffer(PREFIX + payload.readableBytes())
                .writeLong(device.getMostSignificantBits())
                .writeLong(device.getLeastSignificantBits())
                .writeLong(now)
                .writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** The same for a last will, which will have come when the broker sends it. */
    static byte[] with(UUID device, byte[] payload) {
        return ByteBuffer.allocate(PREFIX + payload.length)
                .putLong(device.getMostSignificantBits())
                .putLong(device.getLeastSignificantBits())
                .putLong(0)
                .put(payload)
                .array();
    }

    /**
     * A message as the device sent it.
     *
     * @param contentType as MQTT 5 tells it; null for none
     * @param came when it came to the door; null for a last will
     */
    record Message(
            Address from,
            byte[] payload,
            @Nullable String contentType,
            @Nullable Instant came) {}

    /** What arrived on an inner topic, taken apart; empty when it is no such topic, or too short to name a device. */
    static Optional<Message> message(String topic, byte[] payload, @Nullable String contentType) {
        if (payload.length < PREFIX) {
            return Optional.empty();
        }
        ByteBuffer prefix = ByteBuffer.wrap(payload);
        UUID device = new UUID(prefix.getLong(), prefix.getLong());
        long millis = prefix.getLong();
        Instant came = millis == 0 ? null : Instant.ofEpochMilli(millis);
        byte[] rest = Arrays.copyOfRange(payload, PREFIX, payload.length);
        return Arrays.stream(Channel.values())
                .filter(channel -> topic(channel).equals(topic))
                .findFirst()
                .map(channel -> new Message(new Address(device, channel), rest, contentType, came));
    }
}
