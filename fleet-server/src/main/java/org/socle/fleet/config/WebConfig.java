package org.socle.fleet.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * Where people and programs connect.
 *
 * @param port port for plain HTTP, on the loopback interface only: for this machine's own browser and for a reverse proxy;
 *     {@code http.port} or {@code SOCLE_HTTP_PORT}, 1 to 65535, default 8080
 * @param host address to listen on for HTTPS
 * @param httpsPort {@code https.port} or {@code SOCLE_HTTPS_PORT}, 1 to 65535, default 8443
 * @param certificate file with a certificate and what leads to its root, PEM; {@code https.certificate}, by default
 *     Socle's own
 * @param key file with its private key, PEM (PKCS#8); {@code https.key}
 * @param agent the agent's jar, for machines that join by one line; {@code agent.jar} or {@code SOCLE_AGENT_JAR}, by
 *     default none is handed out
 */
public record WebConfig(
        int port,
        String host,
        int httpsPort,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path agent) {
    static final String AGENT_KEY = "agent.jar";
    static final String PORT_KEY = "http.port";
    static final String HTTPS_PORT_KEY = "https.port";

    static WebConfig of(Settings settings) {
        Optional<Path> certificate = settings.optionalPath("https.certificate");
        Optional<Path> key = settings.optionalPath("https.key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException("https.certificate and https.key belong together: one of them is missing");
        }
        return new WebConfig(
                (int) settings.number(PORT_KEY, 8080, 1, 65_535),
                "0.0.0.0",
                (int) settings.number(HTTPS_PORT_KEY, 8443, 1, 65_535),
                certificate.orElse(null),
                key.orElse(null),
                settings.optionalPath(AGENT_KEY).orElse(null));
    }

    /** Where the pages are for a browser on this machine. */
    public String url() {
        return "http://localhost:" + port;
    }
}
