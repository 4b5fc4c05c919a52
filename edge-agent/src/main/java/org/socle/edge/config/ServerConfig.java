package org.socle.edge.config;

import org.socle.contract.config.Settings;

/**
 * The fleet server, table {@code [server]}.
 *
 * @param host name or address; {@code host}, default {@code localhost}
 * @param port its MQTT port; {@code port}, 1 to 65535, default 8883
 */
public record ServerConfig(String host, int port) {

    static ServerConfig of(Settings settings) {
        return new ServerConfig(
                settings.text("server.host", "localhost"), (int) settings.number("server.port", 8883, 1, 65_535));
    }
}
