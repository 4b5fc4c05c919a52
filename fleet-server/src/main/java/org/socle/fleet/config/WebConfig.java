package org.socle.fleet.config;

/**
 * Where people and programs connect.
 *
 * @param host address to listen on; a loopback address as long as the pages speak plain HTTP
 * @param port 1 to 65535
 */
public record WebConfig(String host, int port) {
    public String url() {
        return "http://localhost:" + port;
    }
}
