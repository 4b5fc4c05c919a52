package org.socle.fleet.config;

import java.util.List;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * Where devices connect.
 *
 * @param host address to listen on for MQTT over TLS, also in WebSockets
 * @param port {@code mqtt.port} or {@code SOCLE_MQTT_PORT}, 1 to 65535, default 8883
 * @param plainPort port for MQTT without TLS or certificates, on the loopback interface only, for development; {@code
 *     mqtt.plain_port} or {@code SOCLE_MQTT_PLAIN_PORT}, default 0: none
 * @param addresses what machines are told to connect to, in the order they try them: {@code mqtts://host:port} or {@code
 *     wss://host:port/path}; {@code mqtt.addresses}, by default the server's first name, directly and in WebSockets
 * @param quota what one device may send
 */
public record MqttConfig(String host, int port, int plainPort, List<String> addresses, Quota quota) {
    static final String PORT_KEY = "mqtt.port";
    static final String PLAIN_PORT_KEY = "mqtt.plain_port";

    /**
     * What one device may send. The usual ones are some hundred times what a machine needs, and a summer's backlog gets through
     * within the hour; they keep one device from taking the work of all.
     *
     * @param packsPerMinute messages; {@code mqtt.packs_per_minute}, 60 to 1,000,000, default 1,200
     * @param bytesPerMinute bytes of their contents; {@code mqtt.bytes_per_minute}, 300,000 to 10,000,000,000, default 1,000,000
     */
    public record Quota(int packsPerMinute, long bytesPerMinute) {
        /** What holds when nothing is said. */
        public static final Quota USUAL = new Quota(1_200, 1_000_000);

        private static final int MINUTES_AT_ONCE = 2;
        private static final int MINUTES_A_DAY = 40;

        /** Messages at once, after a rest. */
        public long packs() {
            return (long) packsPerMinute * MINUTES_AT_ONCE;
        }

        /** Bytes at once, after a rest. */
        public long bytes() {
            return bytesPerMinute * MINUTES_AT_ONCE;
        }

        /** Bytes a day: a summer's backlog four times; more would fill the server's disk in the name of one machine. */
        public long bytesPerDay() {
            return bytesPerMinute * MINUTES_A_DAY;
        }

        static Quota of(Settings settings) {
            return new Quota(
                    (int) settings.number("mqtt.packs_per_minute", USUAL.packsPerMinute, 60, 1_000_000),
                    settings.number("mqtt.bytes_per_minute", USUAL.bytesPerMinute, 300_000, 10_000_000_000L));
        }
    }

    public MqttConfig {
        addresses = List.copyOf(addresses);
    }

    /** With the usual limits. */
    public MqttConfig(String host, int port, int plainPort, List<String> addresses) {
        this(host, port, plainPort, addresses, Quota.USUAL);
    }

    static MqttConfig of(Settings settings) {
        return new MqttConfig(
                "0.0.0.0",
                (int) settings.number(PORT_KEY, 8883, 1, 65_535),
                (int) settings.number(PLAIN_PORT_KEY, 0, 0, 65_535),
                settings.parsedList("mqtt.addresses", "mqtts://socle.example.fr:8883", MqttConfig::address),
                Quota.of(settings));
    }

    private static String address(String text) {
        if (!text.matches("(mqtts|wss)://[^/\\s]+(/\\S*)?")) {
            throw new ConfigException("mqtt.addresses: '" + text
                    + "' is not an address like mqtts://socle.example.fr:8883 or wss://socle.example.fr:443/mqtt");
        }
        return text;
    }
}
