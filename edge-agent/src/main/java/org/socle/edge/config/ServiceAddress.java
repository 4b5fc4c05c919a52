package org.socle.edge.config;

import java.net.URI;
import java.util.regex.Pattern;
import org.socle.contract.config.ConfigException;

/**
 * A service the school works with.
 *
 * @param name under which it is reported, 1 to 40 characters; the only thing of it that leaves the machine
 * @param host where it is
 * @param port 1 to 65535
 */
public record ServiceAddress(String name, String host, int port) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ’'._+-]{0,39}");
    private static final int HTTPS = 443;

    /**
     * Reads {@code name=https://host} or {@code name=https://host:port}.
     *
     * @throws ConfigException when it is something else
     */
    static ServiceAddress of(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw wrong(text, "is not a name and an address");
        }
        String name = text.substring(0, equals).strip();
        if (!NAME.matcher(name).matches()) {
            throw wrong(text, "has no name of 1 to 40 letters, digits and spaces before the =");
        }
        URI uri;
        try {
            uri = URI.create(text.substring(equals + 1).strip());
        } catch (IllegalArgumentException e) {
            throw wrong(text, "has no address after the =");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw wrong(text, "has no address that begins with https:// after the =");
        }
        return new ServiceAddress(name, uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    private static ConfigException wrong(String text, String how) {
        return new ConfigException(
                "connectivity.services: '" + text + "' " + how + ", such as \"ENT=https://ent.example.fr\"");
    }
}
