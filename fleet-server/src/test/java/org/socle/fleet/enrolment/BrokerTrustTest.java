package org.socle.fleet.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TlsClients;

/** What a device can do at the broker, and what it cannot, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerTrustTest {
    private static final int NOT_ALLOWED = 0x87;
    private static final byte[] ANYTHING = "x".getBytes(UTF_8);

    private TestServer server;
    private String code;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        server = new TestServer(directory);
        code = server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), NewCode.MOST, true))
                .text();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private TestMachine machine() throws IOException, InterruptedException {
        TestMachine machine = new TestMachine(server, "poste", TestMachine.ownHardware());
        assertThat(machine.enrol(code).statusCode()).isEqualTo(200);
        return machine;
    }

    private TlsDevice connect(TestMachine machine) throws MqttException {
        return new TlsDevice(server, machine.identity(), machine.id().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "wss"})
    void aDeviceUsesItsOwnTopics(String scheme) throws Exception {
        TestMachine machine = machine();
        try (TlsDevice device =
                new TlsDevice(scheme, server, machine.identity(), machine.id().toString(), null)) {
            for (String own : List.of("up", "state", "reply")) {
                assertThat(device.publish("socle/v1/" + machine.id() + "/" + own, ANYTHING))
                        .as(own)
                        .isZero();
            }
            assertThat(device.subscribe("socle/v1/" + machine.id() + "/cmd")).isEqualTo(1);
        }
    }

    @Test
    void aLargePackPassesAWebSocket() throws Exception {
        TestMachine machine = machine();
        try (TlsDevice device =
                new TlsDevice("wss", server, machine.identity(), machine.id().toString(), null)) {
            assertThat(device.publish("socle/v1/" + machine.id() + "/up", new byte[200_000]))
                    .isZero();
        }
    }

    @Test
    void aDeviceTouchesNoOtherTopic() throws Exception {
        TestMachine machine = machine();
        TestMachine honest = machine();
        UUID other = honest.id();
        TlsClients clients = new TlsClients(server);
        try (TlsDevice device = connect(machine);
                RawMqtt others = clients.connect(honest, 5)) {
            for (String topic : List.of(
                    "socle/v1/" + other + "/up",
                    "socle/v1/" + other + "/state",
                    "socle/v1/" + machine.id() + "/cmd",
                    "socle/v1/" + machine.id() + "/inventory",
                    "socle/v1/" + machine.id() + "/up/more",
                    "activemq.management",
                    "$sys.mqtt.sessions",
                    "anything")) {
                assertThat(device.publish(topic, ANYTHING)).as(topic).isEqualTo(NOT_ALLOWED);
                clients.awaitOthersHeard(others, other, topic);
            }
            for (String filter : List.of(
                    "#",
                    "+/+/+/+",
                    "socle/#",
                    "socle/v1/+/up",
                    "socle/v1/+/cmd",
                    "socle/v1/" + other + "/cmd",
                    "socle/v1/" + other + "/#",
                    "socle/v1/" + machine.id() + "/#",
                    "socle/v1/" + machine.id() + "/up",
                    "$share/intake/socle/v1/+/up",
                    "$share/mine/socle/v1/" + machine.id() + "/cmd",
                    "activemq.notifications")) {
                assertThat(device.subscribe(filter)).as(filter).isEqualTo(NOT_ALLOWED);
                clients.awaitOthersHeard(others, other, filter);
            }
            assertThat(device.connected()).isTrue();
            // What others say does not come along by any of these.
            try (TlsDevice talker = connect(machine())) {
                talker.online();
            }
            assertThat(device.received.poll(500, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void nobodyConnectsUnderAnotherName() throws Exception {
        TestMachine machine = machine();
        TestMachine other = machine();
        for (String name : List.of(
                other.id().toString(),
                "socle-server",
                "intake",
                machine.id().toString().toUpperCase(java.util.Locale.ROOT),
                "x")) {
            assertThatThrownBy(() -> new TlsDevice(server, machine.identity(), name))
                    .as(name)
                    .isInstanceOf(MqttException.class);
        }
        // Once refused under a name, the right one still works, and after it the wrong one still does not: no cache
        // mixes
        // them up.
        try (TlsDevice right = connect(machine)) {
            assertThat(right.connected()).isTrue();
            assertThatThrownBy(() ->
                            new TlsDevice(server, machine.identity(), other.id().toString()))
                    .isInstanceOf(MqttException.class);
            assertThat(right.publish("socle/v1/" + other.id() + "/up", ANYTHING))
                    .isEqualTo(NOT_ALLOWED);
        }
    }

    @Test
    void whoIsRefusedUnderANameDoesNotEndItsOwnersSession() throws Exception {
        TestMachine owner = machine();
        TestMachine thief = machine();
        try (TlsDevice device = connect(owner)) {
            assertThat(device.subscribe("socle/v1/" + owner.id() + "/cmd")).isEqualTo(1);
            assertThatThrownBy(() ->
                            new TlsDevice(server, thief.identity(), owner.id().toString()))
                    .isInstanceOf(MqttException.class);
            assertThat(device.lost.poll(500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(device.publish("socle/v1/" + owner.id() + "/up", ANYTHING))
                    .isZero();
        }
    }

    @Test
    void aUserNameOpensNothing() throws Exception {
        TestMachine machine = machine();
        for (String user : List.of("socle-server", "observer", "admin")) {
            assertThatThrownBy(() -> new TlsDevice(
                            "ssl", server, machine.identity(), machine.id().toString(), user))
                    .as(user)
                    .isInstanceOf(MqttException.class);
        }
    }

    @Test
    void withoutACertificateOrWithAStrangersNobodyConnects() {
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> new TlsDevice(server, null, id.toString())).isInstanceOf(MqttException.class);
        CertificateAuthority foreign =
                CertificateAuthority.create(Instant.now(), null).authority();
        assertThatThrownBy(() -> new TlsDevice(server, identity(foreign, id, Instant.now()), id.toString()))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void aCertificateThatIsOursAndWasNeverHandedOutOpensNothing() {
        UUID id = UUID.randomUUID();
        Identity unknown = identity(server.trust().signing(), id, Instant.now());
        assertThatThrownBy(() -> new TlsDevice(server, unknown, id.toString())).isInstanceOf(MqttException.class);
    }

    @Test
    void anExpiredCertificateOpensNothing() throws Exception {
        TestMachine machine = machine();
        Identity expired =
                identity(server.trust().signing(), machine.id(), Instant.now().minus(Duration.ofDays(366)));
        assertThatThrownBy(() -> new TlsDevice(server, expired, machine.id().toString()))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void theServersOwnCertificateIsNoDevices() {
        KeyPair pair = Keys.generate();
        CertificateAuthority authority = server.trust().signing();
        UUID id = UUID.randomUUID();
        Identity own = new Identity(
                pair.getPrivate(),
                authority.chain(authority.server(List.of(id.toString()), pair.getPublic(), Instant.now())));
        assertThatThrownBy(() -> new TlsDevice(server, own, id.toString())).isInstanceOf(MqttException.class);
    }

    private static Identity identity(CertificateAuthority authority, UUID id, Instant when) {
        KeyPair pair = Keys.generate();
        return new Identity(pair.getPrivate(), authority.chain(authority.device(id, pair.getPublic(), when)));
    }

    @Test
    void revokingCutsALiveConnectionAtOnceAndForGood() throws Exception {
        TestMachine machine = machine();
        try (TlsDevice device = connect(machine)) {
            device.online();
            long asked = System.nanoTime();
            assertThat(server.enrolment().revoke(Scope.EVERYTHING, TestServer.PERSON, machine.id()))
                    .isTrue();
            Long cut = device.lost.poll(1, TimeUnit.SECONDS);
            assertThat(cut).as("cut within a second").isNotNull();
            assertThat(Duration.ofNanos(cut - asked)).isLessThan(Duration.ofSeconds(1));
        }
        assertThatThrownBy(() -> connect(machine)).isInstanceOf(MqttException.class);
        assertThat(server.json("/api/v1/machines/" + machine.id())
                        .get("presence")
                        .asText())
                .isEqualTo("offline");
        assertThat(server.json("/api/v1/machines/" + machine.id())
                        .get("revokedSince")
                        .isNull())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.1"})
    void olderTlsIsRefusedByTheBroker(String version) throws Exception {
        TestMachine machine = machine();
        assertThatThrownBy(() -> handshake(server.mqttsPort(), version, machine.identity()))
                .isInstanceOf(IOException.class);
        handshake(server.mqttsPort(), "TLSv1.3", machine.identity());
    }

    @Test
    void olderTlsIsRefusedByThePages() throws Exception {
        int port = java.net.URI.create(server.httpsUrl()).getPort();
        handshake(port, "TLSv1.3", null);
        handshake(port, "TLSv1.2", null);
        assertThatThrownBy(() -> handshake(port, "TLSv1.1", null)).isInstanceOf(IOException.class);
    }

    private void handshake(int port, String version, @org.jspecify.annotations.Nullable Identity shown)
            throws IOException {
        Tls client = new Tls(shown, server.trust().authorities().anchors());
        try (SSLSocket socket = (SSLSocket) client.context().getSocketFactory().createSocket("localhost", port)) {
            if (!List.of(socket.getSupportedProtocols()).contains(version)) {
                throw new SSLException("this Java does not speak " + version);
            }
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
        }
    }
}
