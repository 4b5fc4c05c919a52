package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.socle.contract.catalogue.Connectivity;
import org.socle.edge.source.Net;
import org.socle.edge.source.Net.Portal;
import org.socle.edge.source.Net.Visit;

/**
 * What stands between this machine and the fleet server: nothing, the school's proxy, a captive portal, a filter that reads
 * along, or a wall.
 *
 * <pre>
 * connectivity.path = direct
 * </pre>
 */
final class PathProbe implements Probe {
    private final Net net;

    PathProbe(Net net) {
        this.net = net;
    }

    @Override
    public String name() {
        return "path";
    }

    @Override
    public boolean present() {
        return net.leadsSomewhere();
    }

    /** Ten thousand machines at this period are eleven handshakes a second for the server. */
    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(40);
    }

    @Override
    public void read(Readings out) throws IOException {
        Optional<Portal> portal = net.portal();
        if (portal.equals(Optional.of(Portal.FOUND))) {
            out.put(Connectivity.PATH, "portal");
            return;
        }
        out.putIf(Connectivity.PATH, net.server().map(PathProbe::word));
    }

    private static String word(Visit visit) {
        return switch (visit.outcome()) {
            case OK -> visit.proxied() ? "proxy" : "direct";
            case INTERCEPTED -> "intercepted";
            case NO_DNS, REFUSED, TIMEOUT -> "blocked";
        };
    }
}
