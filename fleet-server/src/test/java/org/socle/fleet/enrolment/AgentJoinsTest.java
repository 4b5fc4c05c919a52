package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Reply;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.edge.config.ProxyConfig;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.Enroller;
import org.socle.edge.identity.EnrolmentException;
import org.socle.edge.identity.IdentityStore;
import org.socle.edge.probe.MachineFacts;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.Route;
import org.socle.edge.source.SysFs;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;

/** The agent's own code against the server's, over real sockets. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentJoinsTest {
    private TestServer server;
    private Path directory;
    private int number;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        server = new TestServer(temporary.resolve("server"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void count() {
        number++;
    }

    private EnrolmentCode code(boolean automatic) {
        return server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 30, automatic));
    }

    private EnrolmentBundle bundle(EnrolmentCode code) {
        return new EnrolmentBundle(URI.create(server.httpsUrl()), code, null);
    }

    /** A machine's files, and its agent's state. */
    private final class Machine {
        final Path root;
        final Path state;

        Machine(String name, String serial, String mac) throws IOException {
            root = directory.resolve("machine-" + number + "-" + name);
            state = Files.createDirectories(root.resolve("state"));
            write("proc/sys/kernel/hostname", name);
            write("sys/class/dmi/id/sys_vendor", "Dell Inc.");
            write("sys/class/dmi/id/product_name", "OptiPlex 7010");
            write("sys/class/dmi/id/product_serial", serial);
            write("sys/class/net/eth0/address", mac);
            write("sys/class/net/eth0/addr_assign_type", "0");
            write("sys/class/net/eth0/device/vendor", "0x8086");
        }

        void write(String path, String text) throws IOException {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
        }

        Enroller enroller(@Nullable ProxyConfig proxy, InstantSource clock) {
            return new Enroller(new IdentityStore(state), new MachineFacts(new SysFs(root)), proxy, clock);
        }

        Enrolled join(EnrolmentBundle bundle) throws EnrolmentException {
            return ((Enroller.Joined)
                            enroller(null, InstantSource.system()).begin(bundle).ask())
                    .enrolled();
        }
    }

    private static String reason(EnrolmentException e) {
        return e.key();
    }

    @Test
    @Timeout(60)
    void aMachineThatIsShutOutIsToldSoOnce() throws Exception {
        Machine machine = new Machine("exclu", "SN-0" + number, "f8:b1:56:00:00:f0");
        Enrolled joined = machine.join(bundle(code(true)));
        server.enrolment().revoke(Scope.EVERYTHING, TestServer.PERSON, joined.device());
        CountDownLatch refused = new CountDownLatch(1);
        try (Outbox outbox = Outbox.open(machine.state, 1L << 20);
                MqttSender sender = new MqttSender(
                        joined.device(),
                        () -> new Route(
                                joined.addresses(), new Tls(joined.identity(), joined.anchors()).context(), null),
                        "test",
                        outbox,
                        BootClock.of(new SysFs(Path.of("/")), InstantSource.system()),
                        command -> Reply.refused(command, "a test"),
                        new MqttSender.LinkListener() {
                            @Override
                            public void acknowledged(long sequence, @Nullable Duration roundTrip) {}

                            @Override
                            public void connected(int reconnections) {
                                throw new AssertionError("let in");
                            }

                            @Override
                            public void refused() {
                                refused.countDown();
                            }
                        })) {
            sender.start(() -> true);
            refused.await();
        }
    }

    @Test
    void keepsItsIdentityToItself() throws Exception {
        Machine machine = new Machine("cle", "SN-1" + number, "f8:b1:56:00:00:01");
        Enrolled joined = machine.join(bundle(code(true)));
        assertThat(new IdentityStore(machine.state).load()).hasValue(joined);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(machine.state.resolve("identity/device.pem"))))
                .isEqualTo("rw-------");
        assertThat(joined.addresses().toString())
                .isEqualTo("[mqtts://localhost:" + server.mqttsPort() + ", wss://localhost:" + server.mqttsPort()
                        + "/mqtt]");
        JsonNode listed = server.json("/api/v1/machines/" + joined.device());
        assertThat(listed.get("name").asText()).isEqualTo("cle");
        assertThat(listed.get("model").asText()).isEqualTo("OptiPlex 7010");
    }

    @Test
    void waitsUntilSomebodyApprovesAlsoOverARestart() throws Exception {
        Machine machine = new Machine("attente", "SN-2" + number, "f8:b1:56:00:00:02");
        EnrolmentBundle bundle = bundle(code(false));
        assertThat(machine.enroller(null, InstantSource.system()).begin(bundle).ask())
                .isEqualTo(new Enroller.Pending(Duration.ofSeconds(10)));
        List<Request> waiting = server.enrolment().waiting(Scope.EVERYTHING);
        server.enrolment()
                .approve(
                        Scope.EVERYTHING,
                        TestServer.PERSON,
                        waiting.stream().map(Request::id).toList());
        Enrolled joined = machine.join(bundle);
        assertThat(server.json("/api/v1/machines/" + joined.device())
                        .get("name")
                        .asText())
                .isEqualTo("attente");
    }

    @Test
    void aWrongClockIsNamedAndTheRightOneJoins() throws Exception {
        Machine machine = new Machine("horloge", "SN-3" + number, "f8:b1:56:00:00:03");
        EnrolmentBundle bundle = bundle(code(true));
        for (String wrong : List.of("1970-01-01T00:12:00Z", "2040-06-01T08:00:00Z")) {
            Instant time = Instant.parse(wrong);
            assertThatThrownBy(() ->
                            machine.enroller(null, InstantSource.fixed(time)).begin(bundle))
                    .isInstanceOfSatisfying(EnrolmentException.class, e -> {
                        assertThat(reason(e)).isEqualTo("enrol.clock");
                        assertThat(((java.util.Date) e.arguments()[0]).toInstant())
                                .isEqualTo(time);
                        assertThat(((java.util.Date) e.arguments()[1]).toInstant())
                                .isBetween(
                                        Instant.now().minusSeconds(60),
                                        Instant.now().plusSeconds(60));
                    });
        }
        assertThat(machine.join(bundle).device()).isNotNull();
    }

    @Test
    void aWrongCodeIsToldAsSuch() throws Exception {
        Machine machine = new Machine("faux", "SN-4" + number, "f8:b1:56:00:00:04");
        assertThatThrownBy(() -> machine.join(bundle(EnrolmentCode.random())))
                .isInstanceOfSatisfying(
                        EnrolmentException.class, e -> assertThat(reason(e)).isEqualTo("enrol.refused.unknown"));
        EnrolmentCode taken = code(true);
        server.enrolment()
                .openCodes(Scope.EVERYTHING)
                .forEach(each -> server.enrolment().cancel(Scope.EVERYTHING, TestServer.PERSON, each.id()));
        assertThatThrownBy(() -> machine.join(bundle(taken)))
                .isInstanceOfSatisfying(
                        EnrolmentException.class, e -> assertThat(reason(e)).isEqualTo("enrol.refused.cancelled"));
    }

    @Test
    void theFingerprintOfABundleHasToBeTheServers() throws Exception {
        Machine machine = new Machine("empreinte", "SN-5" + number, "f8:b1:56:00:00:05");
        EnrolmentCode code = code(true);
        EnrolmentBundle wrong = new EnrolmentBundle(URI.create(server.httpsUrl()), code, "ab".repeat(32));
        assertThatThrownBy(() -> machine.join(wrong))
                .isInstanceOfSatisfying(
                        EnrolmentException.class, e -> assertThat(reason(e)).isEqualTo("enrol.fingerprint"));
        EnrolmentBundle right = new EnrolmentBundle(
                URI.create(server.httpsUrl()),
                code,
                Pem.fingerprint(server.trust().root()));
        assertThat(machine.join(right).device()).isNotNull();
    }

    /** Somebody between machine and server: answers the machine himself, and asks the server what he cannot know. */
    private final class Middleman implements AutoCloseable {
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final HttpsServer listening;

        Middleman(boolean relay) throws IOException {
            listening = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            KeyPair pair = Keys.generate();
            CertificateAuthority own =
                    CertificateAuthority.create(Instant.now(), null).authority();
            Identity identity = new Identity(
                    pair.getPrivate(), own.chain(own.server(List.of("localhost"), pair.getPublic(), Instant.now())));
            listening.setHttpsConfigurator(new HttpsConfigurator(new Tls(identity, List.of()).context()));
            listening.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                heard.add(exchange.getRequestURI().getPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(body, StandardCharsets.UTF_8));
                byte[] answer = relay
                        ? relayed(exchange.getRequestURI().getPath(), body)
                        : "{\"anchors\":\"\",\"tlsKey\":\"\",\"mqtt\":\"\",\"time\":\"2026-01-01T00:00:00Z\",\"proof\":\"AAAA\"}"
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            listening.start();
        }

        private byte[] relayed(String path, byte[] body) throws IOException {
            try {
                return HttpClient.newBuilder()
                        .sslContext(new Tls(null, server.trust().authorities().anchors()).context())
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create(server.httpsUrl() + path))
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        URI url() {
            return URI.create("https://localhost:" + listening.getAddress().getPort());
        }

        @Override
        public void close() {
            listening.stop(0);
        }
    }

    @Test
    void aServerThatDoesNotKnowTheCodeNeverHearsIt() throws Exception {
        Machine machine = new Machine("mitm", "SN-6" + number, "f8:b1:56:00:00:06");
        EnrolmentCode code = code(true);
        try (Middleman stranger = new Middleman(false)) {
            assertThatThrownBy(() -> machine.join(new EnrolmentBundle(stranger.url(), code, null)))
                    .isInstanceOfSatisfying(
                            EnrolmentException.class, e -> assertThat(reason(e)).isEqualTo("enrol.unproven"));
            assertThat(stranger.heard).hasSize(1).noneMatch(each -> each.contains(code.text()));
        }
    }

    @Test
    void whoStandsBetweenAndPassesOnTheProofNeverHearsTheCodeEither() throws Exception {
        Machine machine = new Machine("relais", "SN-7" + number, "f8:b1:56:00:00:07");
        EnrolmentCode code = code(true);
        try (Middleman between = new Middleman(true)) {
            assertThatThrownBy(() -> machine.join(new EnrolmentBundle(between.url(), code, null)))
                    .isInstanceOfSatisfying(EnrolmentException.class, e -> {
                        assertThat(reason(e)).isEqualTo("enrol.unreachable");
                        assertThat(String.valueOf(e.arguments()[1]))
                                .contains("another server has answered than the one that introduced itself");
                    });
            assertThat(between.heard)
                    .singleElement()
                    .satisfies(each -> assertThat(each).startsWith("/enrol/introduction null"));
        }
    }

    @Test
    void joinsThroughAProxyThatAsksForAPassword() throws Exception {
        Machine machine = new Machine("proxy", "SN-8" + number, "f8:b1:56:00:00:08");
        try (TestProxy proxy = new TestProxy("eleve", "mot de passe")) {
            ProxyConfig settings = unguarded("127.0.0.1", proxy.port(), "eleve", "mot de passe");
            EnrolmentBundle bundle = new EnrolmentBundle(URI.create("https://127.0.0.2:" + port()), code(true), null);
            Enrolled joined = ((Enroller.Joined) machine.enroller(settings, InstantSource.system())
                            .begin(bundle)
                            .ask())
                    .enrolled();
            assertThat(joined.device()).isNotNull();
            assertThat(proxy.asked)
                    .contains("CONNECT 127.0.0.2:" + port() + " HTTP/1.1")
                    .allMatch(asked -> asked.startsWith("CONNECT 127.0.0.2:"));
        }
    }

    private static ProxyConfig unguarded(String host, int port, String user, String password) {
        return new ProxyConfig(host, port, user, password, List.of());
    }

    private int port() {
        return URI.create(server.httpsUrl()).getPort();
    }

    private Process agent(Machine machine, String server) throws IOException {
        Path settings = Files.writeString(
                machine.root.resolve("agent.toml"), """
                %s
                [state]
                directory = "%s"
                [machine]
                root = "%s"
                [rhythm]
                sample = "1s"
                send = "1s"
                [probes]
                disabled = ["storage"]
                """.formatted(server, machine.state, machine.root));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.socle.edge.Main",
                        "run",
                        "--config",
                        settings.toString())
                .inheritIO()
                .start();
    }

    private void awaitReport(UUID device) throws Exception {
        for (int i = 0; i < 300; i++) {
            for (JsonNode reading : server.json("/api/v1/machines/" + device).get("readings")) {
                if (reading.get("key").asText().equals("device.model")) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the machine has not reported within 30 s");
    }

    @Test
    void reportsThroughAProxyInAWebSocket() throws Exception {
        Machine machine = new Machine("wss", "SN-9" + number, "f8:b1:56:00:00:09");
        Enrolled joined = machine.join(bundle(code(true)));
        try (TestProxy proxy = new TestProxy("eleve", "mot de passe")) {
            // A name that the proxy, and only it, is asked for: loopback names are never sent through one.
            Process agent = agent(machine, """
                    [server]
                    addresses = ["wss://127.0.0.2:%d/mqtt"]
                    proxy = "http://eleve:mot%%20de%%20passe@127.0.0.1:%d"
                    """.formatted(server.mqttsPort(), proxy.port()));
            try {
                awaitReport(joined.device());
                assertThat(proxy.asked).contains("CONNECT 127.0.0.2:" + server.mqttsPort() + " HTTP/1.1");
            } finally {
                agent.destroy();
                agent.waitFor();
            }
        }
    }

    @Test
    void theServiceJoinsByItselfWithABundle() throws Exception {
        Machine machine = new Machine("bundle", "SN-10" + number, "f8:b1:56:00:00:0a");
        new IdentityStore(machine.state).keepBundle(bundle(code(true)));
        Process agent = agent(machine, "");
        try {
            Optional<Enrolled> joined = Optional.empty();
            for (int i = 0; i < 300 && joined.isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                joined = new IdentityStore(machine.state).load();
            }
            awaitReport(joined.orElseThrow().device());
            assertThat(machine.state.resolve("identity/" + EnrolmentBundle.FILE_NAME))
                    .doesNotExist();
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    @Test
    void aCopiedDiskAsksToBeAMachineOfItsOwn() throws Exception {
        Machine original = new Machine("modele", "SN-11" + number, "f8:b1:56:00:00:0b");
        Enrolled model = original.join(bundle(code(true)));
        Machine copy = new Machine("copie", "SN-12" + number, "f8:b1:56:00:00:0c");
        copyState(original.state, copy.state);
        Process agent = agent(copy, "");
        try {
            Request asking = null;
            for (int i = 0; i < 300 && asking == null; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                asking = server.enrolment().waiting(Scope.EVERYTHING).stream()
                        .filter(each -> each.name().equals("copie"))
                        .findFirst()
                        .orElse(null);
            }
            assertThat(asking).isNotNull();
            assertThat(asking.likeness()).isEqualTo(Request.Likeness.CLONE);
            // Until somebody approves, it speaks for nobody.
            assertThat(server.json("/api/v1/machines/" + model.device())
                            .get("presence")
                            .asText())
                    .isNotEqualTo("online");
            server.enrolment().approve(Scope.EVERYTHING, TestServer.PERSON, List.of(asking.id()));
            UUID own = model.device();
            for (int i = 0; i < 300 && own.equals(model.device()); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                own = new IdentityStore(copy.state).load().orElseThrow().device();
            }
            assertThat(own).isNotEqualTo(model.device());
            awaitReport(own);
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    private static void copyState(Path from, Path to) throws IOException {
        assertThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
