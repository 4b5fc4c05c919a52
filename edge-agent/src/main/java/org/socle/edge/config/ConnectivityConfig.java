package org.socle.edge.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * What else than the fleet server this machine should reach, table {@code [connectivity]}.
 *
 * @param services to visit every five minutes; {@code services}, at most {@value #MOST_SERVICES}, each with a name of its
 *     own, default none
 * @param portalCheck page over plain HTTP that answers 204 and nothing, or 200 and {@code success}, where nobody stands
 *     between; {@code portal_check}, {@code "none"} (default) for none, null then
 */
public record ConnectivityConfig(
        List<ServiceAddress> services, @Nullable URI portalCheck) {
    private static final int MOST_SERVICES = 12;

    public ConnectivityConfig {
        services = List.copyOf(services);
    }

    static ConnectivityConfig of(Settings settings) {
        List<ServiceAddress> services =
                settings.parsedList("connectivity.services", "ENT=https://ent.example.fr", ServiceAddress::of);
        long names = services.stream().map(ServiceAddress::name).distinct().count();
        if (names < services.size()) {
            throw new ConfigException("connectivity.services: two services have the same name");
        }
        if (services.size() > MOST_SERVICES) {
            throw new ConfigException("connectivity.services: at most " + MOST_SERVICES + " services are visited, not "
                    + services.size());
        }
        Optional<Optional<URI>> check = settings.parsed(
                "connectivity.portal_check", text -> text.equals("none") ? Optional.empty() : Optional.of(page(text)));
        return new ConnectivityConfig(services, check.flatMap(page -> page).orElse(null));
    }

    private static URI page(String text) {
        try {
            URI uri = URI.create(text);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ConfigException(
                "connectivity.portal_check: '" + text
                        + "' is not the address of a page over plain HTTP, such as http://detectportal.firefox.com/success.txt");
    }
}
