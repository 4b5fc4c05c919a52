package org.socle.edge.config;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * The school's HTTP proxy, through which everything goes by {@code CONNECT}.
 *
 * @param user for the proxy; empty when it asks for none
 * @param except hosts reached directly: names, or endings that start with a dot; {@code *} for all
 */
public record ProxyConfig(String host, int port, String user, String password, List<String> except) {
    private static final List<String> ALWAYS_DIRECT = List.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The proxy of the settings, else of {@code https_proxy} and {@code no_proxy} in the environment; empty when there is
     * none.
     *
     * @throws ConfigException when it is not the address of one
     */
    static Optional<ProxyConfig> of(Settings settings, Map<String, String> environment) {
        String except = first(environment, "no_proxy", "NO_PROXY");
        List<String> direct = except == null
                ? List.of()
                : Stream.of(except.split(","))
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .filter(each -> !each.isEmpty())
                        .toList();
        Optional<Optional<ProxyConfig>> chosen = settings.parsed(
                "server.proxy",
                text -> text.equals("none") ? Optional.empty() : Optional.of(read("server.proxy", text, direct)));
        String variable = first(environment, "https_proxy", "HTTPS_PROXY");
        return chosen.orElseGet(
                () -> variable == null ? Optional.empty() : Optional.of(read("https_proxy", variable, direct)));
    }

    private static @Nullable String first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static ProxyConfig read(String place, String text, List<String> except) {
        URI uri;
        try {
            uri = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            throw wrong(place, e);
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw wrong(place, null);
        }
        String credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        return new ProxyConfig(
                uri.getHost(), uri.getPort() < 0 ? 3128 : uri.getPort(), decode(user), decode(password), except);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the text itself, which may hold a password. */
    private static ConfigException wrong(String place, @Nullable Exception cause) {
        String message = place + ": not the address of a proxy, such as http://proxy.ecole.example:3128";
        return cause == null ? new ConfigException(message) : new ConfigException(message, cause);
    }

    /** Whether a host is reached without the proxy. */
    public boolean direct(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return ALWAYS_DIRECT.contains(name)
                || except.stream()
                        .anyMatch(each -> each.equals("*")
                                || name.equals(each)
                                || name.endsWith(each.startsWith(".") ? each : "." + each));
    }

    /** The way to a host: through the proxy if there is one and it is meant for the host. */
    public static Proxy way(@Nullable ProxyConfig proxy, String host) {
        return proxy == null || proxy.direct(host) ? Proxy.NO_PROXY : proxy.proxy();
    }

    public Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "http://" + (user.isEmpty() ? "" : user + ":…@") + host + ":" + port;
    }
}
