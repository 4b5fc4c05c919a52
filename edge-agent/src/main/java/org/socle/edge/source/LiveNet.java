package org.socle.edge.source;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Tls;

/** The net of the machine the agent runs on. Every step of it has an end in time. */
public final class LiveNet implements Net {
    private static final int TRIES = 4;
    private static final int DNS = 53;
    private static final int HTTPS = 443;

    private final Map<String, URI> services;
    private final @Nullable URI portalPage;
    private final Supplier<Optional<Server>> server;
    private final Function<String, Proxy> way;

    /**
     * The fleet server.
     *
     * @param url where it is
     * @param anchors the roots its certificate may lead to, besides those of the web
     */
    public record Server(URI url, List<X509Certificate> anchors) {}

    /**
     * Prepares the net.
     *
     * @param services addresses over HTTPS by name
     * @param portalPage page over plain HTTP that tells portals; null for none
     * @param server the fleet server as it is known when asked
     * @param way the proxy to reach a host through, or {@link Proxy#NO_PROXY}
     */
    public LiveNet(
            Map<String, URI> services,
            @Nullable URI portalPage,
            Supplier<Optional<Server>> server,
            Function<String, Proxy> way) {
        this.services = new LinkedHashMap<>(services);
        this.portalPage = portalPage;
        this.server = server;
        this.way = way;
    }

    @Override
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    @Override
    public Visit visit(String service) throws IOException {
        URI address = Optional.ofNullable(services.get(service)).orElseThrow();
        return door(address).visit(TRIES, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @Override
    public Optional<Visit> server() throws IOException {
        Optional<Server> known = server.get();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        URI url = known.get().url;
        List<X509Certificate> anchors = new ArrayList<>(known.get().anchors);
        Visit visit = door(url).visit(1, trusting(anchors));
        if (visit.outcome() == Outcome.INTERCEPTED) {
            // Its pages may have a certificate of the web; those roots are many, and loaded only when they have to be.
            anchors.addAll(Tls.systemAnchors());
            visit = door(url).visit(1, trusting(anchors));
        }
        return Optional.of(visit);
    }

    private static SSLSocketFactory trusting(List<X509Certificate> anchors) {
        SSLContext context = new Tls(null, anchors).context();
        return context.getSocketFactory();
    }

    private Door door(URI address) {
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        return new Door(address.getHost(), port, way.apply(address.getHost()));
    }

    @Override
    public boolean leadsSomewhere() {
        return portalPage != null || server.get().isPresent();
    }

    @Override
    public Optional<Portal> portal() {
        URI page = portalPage;
        return page == null ? Optional.empty() : Optional.of(PortalPage.check(page, way.apply(page.getHost())));
    }

    @Override
    public Duration ask(String nameServer) throws IOException {
        return DnsQuestion.ask(DnsQuestion.server(nameServer, DNS));
    }
}
