package org.socle.edge;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.config.ProxyConfig;
import org.socle.edge.config.ServiceAddress;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.IdentityStore;
import org.socle.edge.identity.ProxyPassword;
import org.socle.edge.source.LiveNet;
import org.socle.edge.source.LiveNet.Server;
import org.socle.edge.source.Net;

/** What this machine should reach, from its settings and from what the server said at enrolment. */
final class Outside {
    private Outside() {}

    /**
     * The net of this machine.
     *
     * @param identity tells of the server, as it is when asked
     */
    static Net net(AgentConfig config, Supplier<Optional<Enrolled>> identity) {
        ProxyConfig proxy = config.server().proxy();
        ProxyPassword.everywhere(proxy);
        Map<String, URI> services = new LinkedHashMap<>();
        for (ServiceAddress service : config.connectivity().services()) {
            services.put(service.name(), URI.create("https://" + service.host() + ":" + service.port()));
        }
        return new LiveNet(
                services,
                config.connectivity().portalCheck(),
                () -> identity.get().map(enrolled -> new Server(enrolled.url(), enrolled.anchors())),
                host -> ProxyConfig.way(proxy, host));
    }

    /** The identity on the disk, for a command that looks once; empty when there is none, or it may not be read. */
    static Optional<Enrolled> onDisk(AgentConfig config) {
        try {
            return new IdentityStore(config.state().directory()).load();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
