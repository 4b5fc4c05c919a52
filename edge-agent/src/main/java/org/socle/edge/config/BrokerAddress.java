package org.socle.edge.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.socle.contract.config.ConfigException;

/**
 * Where a broker is.
 *
 * @param kind how it is spoken to
 * @param path of the WebSocket, with its slash; empty for the other kinds
 */
public record BrokerAddress(Kind kind, String host, int port, String path) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** How a broker is spoken to. */
    public enum Kind {
        /** MQTT over TLS. */
        MQTTS(8883),
        /** MQTT in WebSockets over TLS: passes where only web traffic does. */
        WSS(443),
        /** MQTT without TLS, on this machine only: for development. */
        MQTT(1883);

        private final int usualPort;

        Kind(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /**
     * Reads {@code mqtts://host:port}, {@code wss://host:port/path} or, for this machine only, {@code mqtt://host:port}.
     *
     * @throws ConfigException when it is none of them
     */
    public static BrokerAddress of(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Kind kind = switch (scheme) {
            case "mqtts" -> Kind.MQTTS;
            case "wss" -> Kind.WSS;
            case "mqtt" -> Kind.MQTT;
            default -> throw wrong(text);
        };
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        boolean strange = uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || (kind != Kind.WSS && !path.isEmpty());
        if (strange) {
            throw wrong(text);
        }
        if (kind == Kind.MQTT && !LOOPBACK.contains(uri.getHost())) {
            throw new ConfigException("server.addresses: '" + text
                    + "': without TLS only this machine itself is connected to (127.0.0.1); use mqtts://");
        }
        int port = uri.getPort() < 0 ? kind.usualPort : uri.getPort();
        return new BrokerAddress(kind, uri.getHost(), port, kind == Kind.WSS && path.isEmpty() ? "/mqtt" : path);
    }

    private static ConfigException wrong(String text) {
        return new ConfigException("server.addresses: '" + text
                + "' is not an address like mqtts://socle.example.fr:8883 or wss://socle.example.fr:443/mqtt");
    }

    /** Whether the connection is protected and asks for the machine's certificate. */
    public boolean tls() {
        return kind != Kind.MQTT;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port + path;
    }
}
