package org.socle.fleet.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * All settings of the server.
 *
 * @param data directory of the database and the broker's journal; {@code data.directory} or {@code SOCLE_DATA}, absolute,
 *     default {@code /var/lib/socle}
 * @param ownUrl where people reach the pages when something stands before the server; {@code server.url} or {@code
 *     SOCLE_URL}; null for its own address
 * @param names what it is called by those who connect
 * @param mqtt where devices connect
 * @param web where people and programs connect
 * @param oidc who else vouches for people; null when nobody does
 * @param connectivity when the schools' lines are tested
 * @param tickets what is kept of them
 */
public record ServerConfig(
        Path data,
        @Nullable String ownUrl,
        NamesConfig names,
        MqttConfig mqtt,
        WebConfig web,
        @Nullable OidcConfig oidc,
        ConnectivityConfig connectivity,
        TicketsConfig tickets) {
    /** Where the settings are unless {@code --config} says otherwise. */
    public static final Path DEFAULT_FILE = Path.of("/etc/socle/server.toml");

    /** The environment variable that chooses the port of pages and API. */
    public static final String HTTP_PORT = "SOCLE_HTTP_PORT";

    /** The environment variable that chooses the port devices connect to. */
    public static final String MQTT_PORT = "SOCLE_MQTT_PORT";

    /** The environment variable that chooses the port of pages, API and enrolment over TLS. */
    public static final String HTTPS_PORT = "SOCLE_HTTPS_PORT";

    /** The environment variable that opens a port for MQTT without TLS on the loopback interface. */
    public static final String MQTT_PLAIN_PORT = "SOCLE_MQTT_PLAIN_PORT";

    private static final Map<String, String> VARIABLES = Map.of(
            "SOCLE_DATA",
            "data.directory",
            "SOCLE_URL",
            "server.url",
            "SOCLE_NAMES",
            NamesConfig.KEY,
            HTTP_PORT,
            WebConfig.PORT_KEY,
            HTTPS_PORT,
            WebConfig.HTTPS_PORT_KEY,
            MQTT_PORT,
            MqttConfig.PORT_KEY,
            MQTT_PLAIN_PORT,
            MqttConfig.PLAIN_PORT_KEY,
            "SOCLE_AGENT_JAR",
            WebConfig.AGENT_KEY);

    /**
     * Heap and compiler are chosen by {@code bin/socle-server} before this program starts; the port is announced for what
     * listens one day, and setting it today changes nothing.
     */
    private static final Set<String> RESERVED = Set.of("SOCLE_HEAP", "SOCLE_JIT", "SOCLE_LWM2M_PORT");

    /**
     * Takes all settings.
     *
     * @param settings from files
     * @param environment variables, which win over files
     * @throws ConfigException when a value is out of its range, or a key or a variable is unknown
     */
    public static ServerConfig of(Settings settings, Map<String, String> environment) {
        settings.environment(environment, "SOCLE_", VARIABLES, RESERVED);
        ServerConfig config = new ServerConfig(
                settings.path("data.directory", Path.of("/var/lib/socle")),
                settings.parsed("server.url", ServerConfig::address).orElse(null),
                NamesConfig.of(settings),
                MqttConfig.of(settings),
                WebConfig.of(settings),
                OidcConfig.of(settings).orElse(null),
                ConnectivityConfig.of(settings),
                TicketsConfig.of(settings));
        settings.finish();
        return config;
    }

    private static String address(String text) {
        if (!text.matches("https?://[^/?#\\s]+/?")) {
            throw new ConfigException("server.url: '" + text + "' is not an address like https://socle.example.fr");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where machines reach the server over HTTPS, whatever stands before the pages. */
    public String httpsUrl() {
        return "https://" + NamesConfig.inUrl(names.first()) + ":" + web.httpsPort();
    }

    /** Whether something stands before the pages that people reach over its own TLS. */
    public boolean behindTls() {
        return ownUrl != null && ownUrl.startsWith("https://");
    }

    /** Where people reach the pages. */
    public String url() {
        return ownUrl == null ? httpsUrl() : ownUrl;
    }
}
