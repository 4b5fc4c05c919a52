package org.socle.fleet.config;

import org.socle.contract.config.Settings;

/**
 * Where devices connect.
 *
 * @param host address to listen on; a loopback address as long as the broker speaks plain MQTT
 * @param port {@code mqtt.port} or {@code SOCLE_MQTT_PORT}, 1 to 65535, default 8883
 */
public record MqttConfig(String host, int port) {
    static final String PORT_KEY = "mqtt.port";

    static MqttConfig of(Settings settings) {
        return new MqttConfig("127.0.0.1", (int) settings.number(PORT_KEY, 8883, 1, 65_535));
    }
}
