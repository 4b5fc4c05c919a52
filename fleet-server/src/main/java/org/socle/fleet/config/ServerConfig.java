package org.socle.fleet.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * All settings of the server.
 *
 * @param data directory of the database and the broker's journal; {@code SOCLE_DATA}, default {@code /var/lib/socle}
 * @param mqtt where devices connect; {@code SOCLE_MQTT_PORT}, default 8883, loopback only
 * @param web where people and programs connect; {@code SOCLE_HTTP_PORT}, default 8080, loopback only
 */
public record ServerConfig(Path data, MqttConfig mqtt, WebConfig web) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int DEFAULT_MQTT_PORT = 8883;
    private static final int DEFAULT_HTTP_PORT = 8080;

    /**
     * Takes the settings from environment variables.
     *
     * @throws ConfigException when one is out of range
     */
    public static ServerConfig of(Map<String, String> environment) {
        return new ServerConfig(
                Path.of(environment.getOrDefault("SOCLE_DATA", "/var/lib/socle"))
                        .toAbsolutePath(),
                new MqttConfig(LOOPBACK, port(environment, "SOCLE_MQTT_PORT", DEFAULT_MQTT_PORT)),
                new WebConfig(LOOPBACK, port(environment, "SOCLE_HTTP_PORT", DEFAULT_HTTP_PORT)));
    }

    private static int port(Map<String, String> environment, String name, int byDefault) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank()) {
            return byDefault;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(name + "=" + text + ": a port number from 1 to 65535 is expected", e);
        }
        throw new ConfigException(name + "=" + text + ": a port number from 1 to 65535 is expected");
    }
}
