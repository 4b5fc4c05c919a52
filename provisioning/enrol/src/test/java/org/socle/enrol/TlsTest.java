package org.socle.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socle.enrol.authority.CertificateAuthority;

/** Connections over real sockets. */
class TlsTest {
    private static final Instant NOW = Instant.now();

    private final CertificateAuthority authority =
            CertificateAuthority.create(NOW, null).authority();
    private final Tls server = new Tls(serverIdentity(authority, "localhost"), List.of(authority.root()));
    private SSLServerSocket listening;
    private volatile boolean asksForCertificates = true;

    @BeforeEach
    void listen() throws IOException {
        listening = (SSLServerSocket)
                server.context().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        accept(listening);
    }

    private void accept(SSLServerSocket on) {
        Thread accepting = new Thread(
                () -> {
                    while (!on.isClosed()) {
                        try (SSLSocket socket = (SSLSocket) on.accept()) {
                            // On the connection: what is set on the listening socket comes too late for one it waits
                            // for.
                            socket.setNeedClientAuth(asksForCertificates);
                            socket.getOutputStream()
                                    .write(socket.getInputStream().read());
                            socket.getOutputStream().flush();
                        } catch (IOException e) {
                            // The other side, or the end of the test.
                        }
                    }
                },
                "accepting");
        accepting.setDaemon(true);
        accepting.start();
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    @Test
    void bothSidesShowWhoTheyAre() throws Exception {
        assertThat(exchange(client(authority).context())).isEqualTo(42);
    }

    @Test
    void aClientWithoutACertificateGetsNothing() {
        assertThatThrownBy(() -> exchange(new Tls(null, List.of(authority.root())).context()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aClientOfAnotherAuthorityGetsNothing() {
        CertificateAuthority foreign = CertificateAuthority.create(NOW, null).authority();
        Tls client = new Tls(deviceIdentity(foreign), List.of(authority.root()));
        assertThatThrownBy(() -> exchange(client.context())).isInstanceOf(IOException.class);
    }

    @Test
    void anExpiredClientIsTakenOnlyWhereItMayBeLateAndOnlyAsLateAsIsSaid() throws Exception {
        CertificateAuthority old = CertificateAuthority.create(NOW.minus(Duration.ofDays(500)), null)
                .authority();
        Identity expired = deviceIdentity(old, NOW.minus(Duration.ofDays(400)));
        Tls client = new Tls(expired, List.of(authority.root()));
        Identity own = serverIdentity(authority, "localhost");
        server.replace(own, List.of(old.root()));
        assertThatThrownBy(() -> exchange(client.context())).isInstanceOf(IOException.class);
        assertThat(exchangeWith(new Tls(own, List.of(old.root()), Duration.ofDays(90)), client))
                .isEqualTo(42);
        assertThatThrownBy(() -> exchangeWith(new Tls(own, List.of(old.root()), Duration.ofDays(5)), client))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> exchangeWith(new Tls(own, List.of(authority.root()), Duration.ofDays(90)), client))
                .isInstanceOf(IOException.class);
        Tls asServer = new Tls(
                new Identity(
                        expired.key(),
                        old.chain(old.server(
                                List.of("localhost"),
                                expired.certificate().getPublicKey(),
                                NOW.minus(Duration.ofDays(400))))),
                List.of(authority.root()));
        assertThatThrownBy(() -> exchangeWith(new Tls(own, List.of(old.root()), Duration.ofDays(90)), asServer))
                .isInstanceOf(IOException.class);
    }

    /** As with {@link #server}, but for another one. */
    private int exchangeWith(Tls other, Tls client) throws IOException {
        close();
        listening = (SSLServerSocket)
                other.context().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        accept(listening);
        return exchange(client.context());
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() {
        CertificateAuthority foreign = CertificateAuthority.create(NOW, null).authority();
        Tls client = new Tls(deviceIdentity(authority), List.of(foreign.root()));
        assertThatThrownBy(() -> exchange(client.context())).isInstanceOf(SSLException.class);
    }

    @Test
    void aServerUnderAnotherNameIsNotTrusted() throws Exception {
        server.replace(serverIdentity(authority, "another.example.fr"), List.of(authority.root()));
        assertThatThrownBy(() -> exchange(client(authority).context())).isInstanceOf(SSLException.class);
    }

    @Test
    void newCertificatesServeTheNextConnection() throws Exception {
        assertThat(exchange(client(authority).context())).isEqualTo(42);
        CertificateAuthority next = CertificateAuthority.create(NOW, null).authority();
        server.replace(serverIdentity(next, "localhost"), List.of(next.root()));
        assertThatThrownBy(() -> exchange(client(authority).context())).isInstanceOf(IOException.class);
        assertThat(exchange(client(next).context())).isEqualTo(42);
    }

    @Test
    void aPinnedKeyIsTrustedAndNoOther() throws Exception {
        asksForCertificates = false;
        X509Certificate shown = serverIdentity(authority, "localhost").certificate();
        Identity own = serverIdentity(authority, "any.name");
        server.replace(own, List.of(authority.root()));
        assertThat(exchange(Tls.pinned(Keys.pin(own.certificate().getPublicKey())), false))
                .isEqualTo(42);
        assertThatThrownBy(() -> exchange(Tls.pinned(Keys.pin(shown.getPublicKey())), false))
                .isInstanceOf(SSLException.class);
    }

    private static Tls client(CertificateAuthority authority) {
        return new Tls(deviceIdentity(authority), List.of(authority.root()));
    }

    private static Identity serverIdentity(CertificateAuthority authority, String name) {
        KeyPair pair = Keys.generate();
        return new Identity(pair.getPrivate(), authority.chain(authority.server(List.of(name), pair.getPublic(), NOW)));
    }

    private static Identity deviceIdentity(CertificateAuthority authority) {
        return deviceIdentity(authority, NOW);
    }

    private static Identity deviceIdentity(CertificateAuthority authority, Instant issued) {
        KeyPair pair = Keys.generate();
        return new Identity(
                pair.getPrivate(), authority.chain(authority.device(UUID.randomUUID(), pair.getPublic(), issued)));
    }

    private int exchange(SSLContext context) throws IOException {
        return exchange(context, true);
    }

    private int exchange(SSLContext context, boolean checkName) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            if (checkName) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            socket.getOutputStream().write(42);
            socket.getOutputStream().flush();
            // In TLS 1.3 the client learns only now that the server refused its certificate.
            int answer = socket.getInputStream().read();
            if (answer < 0) {
                throw new IOException("closed");
            }
            return answer;
        }
    }
}
