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
 */
public record MqttConfig(String host, int port, int plainPort, List<String> addresses) {
    static final String PORT_KEY = "mqtt.port";
    static final String PLAIN_PORT_KEY = "mqtt.plain_port";

    public MqttConfig {
        addresses = List.copyOf(addresses);
    }

    static MqttConfig of(Settings settings) {
        return new MqttConfig(
                "0.0.0.0",
                (int) settings.number(PORT_KEY, 8883, 1, 65_535),
                (int) settings.number(PLAIN_PORT_KEY, 0, 0, 65_535),
                settings.parsedList("mqtt.addresses", "mqtts://socle.example.fr:8883", MqttConfig::address));
    }

    private static String address(String text) {
        if (!text.matches("(mqtts|wss)://[^/\\s]+(/\\S*)?")) {
            throw new ConfigException("mqtt.addresses: '" + text
                    + "' is not an address like mqtts://socle.example.fr:8883 or wss://socle.example.fr:443/mqtt");
        }
        return text;
    }
}
