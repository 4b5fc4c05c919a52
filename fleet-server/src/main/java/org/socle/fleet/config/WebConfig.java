package org.socle.fleet.config;

import org.socle.contract.config.Settings;

/**
 * Where people and programs connect.
 *
 * @param host address to listen on; a loopback address as long as the pages speak plain HTTP
 * @param port {@code http.port} or {@code SOCLE_HTTP_PORT}, 1 to 65535, default 8080
 */
public record WebConfig(String host, int port) {
    static final String PORT_KEY = "http.port";

    static WebConfig of(Settings settings) {
        return new WebConfig("127.0.0.1", (int) settings.number(PORT_KEY, 8080, 1, 65_535));
    }

    /** Where the pages are. */
    public String url() {
        return "http://localhost:" + port;
    }
}
