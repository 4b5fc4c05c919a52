package org.socle.edge.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.Settings;

/**
 * The fleet server, table {@code [server]}.
 *
 * @param addresses of the broker, in the order to try them; {@code addresses}, by default what the server said at
 *     enrolment
 * @param proxy the school's HTTP proxy; {@code proxy}, by default that of {@code https_proxy} in the environment; {@code
 *     "none"} for none
 */
public record ServerConfig(
        List<BrokerAddress> addresses, @Nullable ProxyConfig proxy) {
    public ServerConfig {
        addresses = List.copyOf(addresses);
    }

    static ServerConfig of(Settings settings, Map<String, String> environment) {
        List<BrokerAddress> addresses =
                settings.parsedList("server.addresses", "mqtts://socle.example.fr:8883", BrokerAddress::of);
        Optional<ProxyConfig> proxy = ProxyConfig.of(settings, environment);
        return new ServerConfig(addresses, proxy.orElse(null));
    }

    /** Whether the agent speaks without TLS, to a server on this very machine, as no enrolled machine. */
    public boolean plain() {
        return !addresses.isEmpty() && addresses.stream().noneMatch(BrokerAddress::tls);
    }
}
