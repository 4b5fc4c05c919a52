package org.socle.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The MQTT topics of version 1: {@code socle/v1/{device}/{channel}}. */
public final class Topics {
    private static final String ROOT = "socle/v1/";

    private Topics() {}

    /** What travels below a device's topic. */
    public enum Channel {
        /** Packs of readings, device to server. */
        UP(true),
        /** {@link DeviceState}, device to server, also as the last will. */
        STATE(true),
        /** {@link Command}, server to device. */
        CMD(false),
        /** {@link Reply}, device to server. */
        REPLY(true);

        private final boolean fromDevice;

        Channel(boolean fromDevice) {
            this.fromDevice = fromDevice;
        }

        public boolean fromDevice() {
            return fromDevice;
        }

        /** Last part of the topic. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A topic taken apart. */
    public record Address(UUID device, Channel channel) {
        public String topic() {
            return Topics.of(device, channel);
        }
    }

    public static String of(UUID device, Channel channel) {
        return ROOT + device + "/" + channel.word();
    }

    /** A subscription to one channel of every device. */
    public static String ofAll(Channel channel) {
        return ROOT + "+/" + channel.word();
    }

    /** Takes a topic apart; empty when it is none of Socle's, or the device is not a UUID in canonical lower case. */
    public static Optional<Address> parse(String topic) {
        String[] parts = topic.split("/", -1);
        if (parts.length != 4 || !topic.startsWith(ROOT)) {
            return Optional.empty();
        }
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.word().equals(parts[3]))
                .findFirst()
                .flatMap(channel -> deviceId(parts[2]).map(device -> new Address(device, channel)));
    }

    /** Reads a device id; empty when it is not a UUID in canonical lower case. */
    public static Optional<UUID> deviceId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
