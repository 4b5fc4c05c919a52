package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.edge.source.Net.Outcome;
import org.socle.edge.source.Net.Portal;
import org.socle.edge.source.Net.Visit;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.CertificateAuthority;

/** The live net against real sockets of this machine. */
class LiveNetTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final CertificateAuthority authority =
            CertificateAuthority.create(Instant.now(), null).authority();

    private HttpsServer server(String name) throws IOException {
        KeyPair pair = Keys.generate();
        Identity identity = new Identity(
                pair.getPrivate(), authority.chain(authority.server(List.of(name), pair.getPublic(), Instant.now())));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(new Tls(identity, List.of()).context()));
        server.start();
        return server;
    }

    private List<X509Certificate> anchors() {
        return List.of(authority.root());
    }

    private static Visit visit(int port, SSLSocketFactory trust) throws IOException {
        return new Door("localhost", port, Proxy.NO_PROXY).visit(3, trust);
    }

    @Test
    void whoHasTheRightCertificateIsThere() throws IOException {
        HttpsServer server = server("localhost");
        try {
            Visit visit = visit(
                    server.getAddress().getPort(),
                    new Tls(null, anchors()).context().getSocketFactory());
            assertThat(visit.outcome()).isEqualTo(Outcome.OK);
            assertThat(visit.proxied()).isFalse();
            assertThat(visit.roundTrips())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each).isPositive());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoHasAnotherOneStandsBetween() throws IOException {
        HttpsServer server = server("localhost");
        try {
            // As a service is judged: by what the web trusts.
            assertThat(visit(server.getAddress().getPort(), (SSLSocketFactory) SSLSocketFactory.getDefault())
                            .outcome())
                    .isEqualTo(Outcome.INTERCEPTED);
        } finally {
            server.stop(0);
        }
        HttpsServer other = server("ailleurs.example");
        try {
            assertThat(visit(
                                    other.getAddress().getPort(),
                                    new Tls(null, anchors()).context().getSocketFactory())
                            .outcome())
                    .isEqualTo(Outcome.INTERCEPTED);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aDoorThatIsShutIsRefusedAndOneThatNobodyOpensTimesOut() throws Exception {
        SSLSocketFactory trust = Tls.unverified().getSocketFactory();
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            closed = socket.getLocalPort();
        }
        assertThat(visit(closed, trust)).isEqualTo(new Visit(Outcome.REFUSED, false, List.of(), 3));
        try (ServerSocket hangsUp = new ServerSocket(0, 50, LOOPBACK)) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        hangsUp.accept().close();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            thread.setDaemon(true);
            thread.start();
            assertThat(visit(hangsUp.getLocalPort(), trust).outcome()).isEqualTo(Outcome.REFUSED);
        }
        try (ServerSocket silent = new ServerSocket(0, 50, LOOPBACK)) {
            assertThat(visit(silent.getLocalPort(), trust).outcome()).isEqualTo(Outcome.TIMEOUT);
        }
        // A full queue answers no more: the connection itself gets lost.
        try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK);
                Socket one = new Socket(LOOPBACK, full.getLocalPort());
                Socket two = new Socket(LOOPBACK, full.getLocalPort())) {
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            assertThat(new Door("127.0.0.1", full.getLocalPort(), Proxy.NO_PROXY).visit(2, trust))
                    .isEqualTo(new Visit(Outcome.TIMEOUT, false, List.of(), 2));
        }
    }

    @Test
    void aNameThatNobodyKnowsIsNoDns() throws IOException {
        Visit visit = new Door("nulle-part.invalid", 443, Proxy.NO_PROXY)
                .visit(1, Tls.unverified().getSocketFactory());
        assertThat(visit.outcome()).isEqualTo(Outcome.NO_DNS);
    }

    @Test
    void theServerIsKnownByItsOwnRoots() throws IOException {
        HttpsServer server = server("localhost");
        try {
            URI url = URI.create("https://localhost:" + server.getAddress().getPort());
            LiveNet net = new LiveNet(
                    Map.of(), null, () -> Optional.of(new LiveNet.Server(url, anchors())), host -> Proxy.NO_PROXY);
            assertThat(net.leadsSomewhere()).isTrue();
            assertThat(net.server().orElseThrow().outcome()).isEqualTo(Outcome.OK);
            CertificateAuthority stranger =
                    CertificateAuthority.create(Instant.now(), null).authority();
            LiveNet elsewhere = new LiveNet(
                    Map.of(),
                    null,
                    () -> Optional.of(new LiveNet.Server(url, List.of(stranger.root()))),
                    host -> Proxy.NO_PROXY);
            assertThat(elsewhere.server().orElseThrow().outcome()).isEqualTo(Outcome.INTERCEPTED);
        } finally {
            server.stop(0);
        }
        LiveNet unknown = new LiveNet(Map.of(), null, Optional::empty, host -> Proxy.NO_PROXY);
        assertThat(unknown.leadsSomewhere()).isFalse();
        assertThat(unknown.server()).isEmpty();
        assertThat(unknown.portal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "204, '', '', NONE",
        "200, 'success\n', '', NONE",
        "200, '', '', NONE",
        "200, '<html>Bienvenue au collège</html>', '', FOUND",
        "511, '', '', FOUND",
        "302, '', 'http://portail.example/login', FOUND",
        "307, '', 'https://127.0.0.1:9/', NONE",
        "503, '', '', SILENT",
    })
    void aPortalGivesItselfAway(int status, String body, String location, Portal expected) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        server.createContext("/", exchange -> {
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI page = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/success.txt");
            LiveNet net = new LiveNet(Map.of(), page, Optional::empty, host -> Proxy.NO_PROXY);
            assertThat(net.portal()).contains(expected);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aNameServerIsTimedAndOneThatIsSilentIsNot() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            Thread thread = new Thread(() -> {
                try {
                    DatagramPacket question = new DatagramPacket(new byte[512], 512);
                    server.receive(question);
                    byte[] bytes = question.getData();
                    assertThat(question.getLength()).isEqualTo(17);
                    Thread.sleep(40);
                    // An answer to somebody else first.
                    byte[] other = bytes.clone();
                    other[0] ^= 1;
                    other[2] = (byte) 0x81;
                    server.send(new DatagramPacket(other, 17, question.getSocketAddress()));
                    bytes[2] = (byte) 0x81;
                    server.send(new DatagramPacket(bytes, 17, question.getSocketAddress()));
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            thread.start();
            assertThat(DnsQuestion.ask(address)).isBetween(Duration.ofMillis(35), Duration.ofMillis(1_400));
            thread.join();
            assertThatThrownBy(() -> DnsQuestion.ask(address)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThatThrownBy(() -> DnsQuestion.server("dns.example", 53)).isInstanceOf(IOException.class);
    }
}
