package org.socle.edge.source;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Net.Outcome;
import org.socle.edge.source.Net.Visit;

/**
 * The door of a server: a host, a port and whoever has the certificate for it.
 *
 * @param host name or address, IPv6 in brackets or not
 * @param proxy the way there; {@link Proxy#NO_PROXY} for the direct one
 */
record Door(String host, int port, Proxy proxy) {
    private static final Duration LOOKUP = Duration.ofSeconds(3);

    /** A connection that takes longer has lost a packet: the first is sent again after a second. */
    private static final int CONNECT_MILLIS = 1_000;

    /** Behind a proxy the whole way is in it, and its own name server. */
    private static final int PROXIED_MILLIS = 4_000;

    private static final int HANDSHAKE_MILLIS = 4_000;

    private boolean proxied() {
        return proxy.type() != Proxy.Type.DIRECT;
    }

    /**
     * Connects, and has the certificate shown on the last connection.
     *
     * @param tries how many connections, at least 1
     * @param trust who may show it
     */
    Visit visit(int tries, SSLSocketFactory trust) throws IOException {
        List<Duration> roundTrips = new ArrayList<>(tries);
        SocketAddress target;
        try {
            target = target();
        } catch (UnknownHostException e) {
            return new Visit(Outcome.NO_DNS, proxied(), roundTrips, tries);
        }
        Outcome outcome = Outcome.TIMEOUT;
        Socket open = null;
        try {
            for (int i = 0; i < tries; i++) {
                close(open);
                open = null;
                long started = System.nanoTime();
                try {
                    open = connect(target);
                    roundTrips.add(Duration.ofNanos(System.nanoTime() - started));
                } catch (SocketTimeoutException e) {
                    outcome = Outcome.TIMEOUT;
                } catch (IOException e) {
                    outcome = Outcome.REFUSED;
                }
            }
            if (open == null && !roundTrips.isEmpty()) {
                open = connectOnceMore(target);
            }
            if (open != null) {
                outcome = shown(open, trust);
            }
        } finally {
            close(open);
        }
        return new Visit(outcome, proxied(), roundTrips, tries);
    }

    private static void close(@Nullable Socket socket) throws IOException {
        if (socket != null) {
            socket.close();
        }
    }

    /** The last try was lost, others were not. */
    private @Nullable Socket connectOnceMore(SocketAddress target) {
        try {
            return connect(target);
        } catch (IOException e) {
            return null;
        }
    }

    private SocketAddress target() throws IOException {
        // A proxy looks the name up itself: the school's name server may not know it.
        return proxied()
                ? InetSocketAddress.createUnresolved(host, port)
                : new InetSocketAddress(Lookup.of(bare(), LOOKUP), port);
    }

    private Socket connect(SocketAddress target) throws IOException {
        Socket socket = new Socket(proxy);
        try {
            int patience = proxied() ? PROXIED_MILLIS : CONNECT_MILLIS;
            socket.connect(target, patience);
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Outcome shown(Socket socket, SSLSocketFactory trust) {
        try (SSLSocket secure = (SSLSocket) trust.createSocket(socket, bare(), port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return Outcome.OK;
        } catch (SocketTimeoutException e) {
            return Outcome.TIMEOUT;
        } catch (IOException e) {
            return strange(e) ? Outcome.INTERCEPTED : Outcome.REFUSED;
        }
    }

    /** Whether the other side was there, and not who was expected. */
    private static boolean strange(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    private String bare() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
