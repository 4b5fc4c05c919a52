package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.TestMachine;

/** Whatever a device with a certificate asks for, over TLS, in both versions of MQTT: the others go on being heard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private static final byte[] ANYTHING = "x".getBytes(UTF_8);
    private static final int FIVE = 5;

    private TestServer server;
    private TlsClients clients;
    private UUID otherId;
    private RawMqtt other;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        clients = new TlsClients(server);
        TestMachine honest = clients.machine();
        otherId = honest.id();
        other = clients.connect(honest, FIVE);
    }

    @AfterAll
    void stop() throws IOException {
        other.close();
        server.close();
    }

    private void othersAreHeard(String after) throws Exception {
        clients.awaitOthersHeard(other, otherId, after);
    }

    private static String up(TestMachine machine) {
        return "socle/v1/" + machine.id() + "/up";
    }

    /** Also those that name the server's own subscription, which once was detached by that. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void noSubscriptionSilencesTheOthers(int version) throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.connect(machine, version)) {
            for (String filter : List.of(
                    "$share/intake/socle/v1/+/up",
                    "$share/intake/socle/in/up",
                    "$share/intake/socle/in/+",
                    "$share/intake/#",
                    "$share/socle-server/socle/in/up",
                    "socle/in/up",
                    "socle/in/up::intake.socle.in.up",
                    "intake.socle.in.up",
                    "socle/v1/" + machine.id() + "/cmd::intake.socle.in.up",
                    "$share/intake/socle/v1/" + machine.id() + "/cmd",
                    "socle/v1/+/up",
                    "socle/v1/" + otherId + "/cmd",
                    "#",
                    "+",
                    "$SYS/#",
                    "activemq/notifications",
                    "$sys.mqtt.sessions",
                    "",
                    "\uFFFD")) {
                assertThat(device.subscribe(filter, 1)).as(filter).isEqualTo(version == FIVE ? 0x87 : 0x80);
                othersAreHeard("subscribing to " + filter);
            }
            assertThat(device.subscribe("socle/v1/" + machine.id() + "/cmd", 2)).isEqualTo(1);
        }
        othersAreHeard("leaving");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void noPublishingSilencesTheOthers(int version) throws Exception {
        TestMachine machine = clients.machine();
        for (String topic : List.of(
                "socle/in/up",
                "socle/in/state",
                "socle.in.up",
                "socle/v1/" + otherId + "/up",
                "socle/v1/" + machine.id() + "/cmd",
                "socle/v1/" + machine.id() + "/up/",
                "$share/intake/socle/in/up",
                "activemq/management",
                "$SYS/broker")) {
            try (RawMqtt device = clients.connect(machine, version)) {
                assertThat(device.publish(topic, ANYTHING, "")).as(topic).isEqualTo(version == FIVE ? 0x87 : -1);
                othersAreHeard("publishing to " + topic);
            }
        }
        assertThat(clients.stored(machine.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aWillIsADevicesOwn(int version) throws Exception {
        TestMachine machine = clients.machine();
        byte[] lost = new DeviceState(Presence.LOST, "test", null).encode();
        for (String topic : List.of("socle/v1/" + otherId + "/state", "socle/in/state", "$share/intake/socle/in/up")) {
            try (RawMqtt device = clients.open(machine, version)) {
                assertThat(device.connect(machine.id().toString(), topic, lost, ""))
                        .as(topic)
                        .isEqualTo(version == FIVE ? 0x87 : 5);
            }
            othersAreHeard("a will to " + topic);
        }
        try (RawMqtt device = clients.open(machine, version)) {
            assertThat(device.connect(machine.id().toString(), "socle/v1/" + machine.id() + "/state", lost, ""))
                    .isZero();
            device.publish(up(machine), clients.pack(), "");
            clients.awaitStored(machine.id(), 1);
        }
        awaitPresence(machine.id(), "lost");
        assertThat(presence(otherId)).isEqualTo("online");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void whoSaysGoodbyeLeavesNoWill(int version) throws Exception {
        TestMachine machine = clients.machine();
        byte[] lost = new DeviceState(Presence.LOST, "test", null).encode();
        try (RawMqtt device = clients.open(machine, version)) {
            device.connect(machine.id().toString(), "socle/v1/" + machine.id() + "/state", lost, "");
            device.publish(
                    "socle/v1/" + machine.id() + "/state",
                    new DeviceState(Presence.OFFLINE, "test", null).encode(),
                    "");
            // A session expiry in the goodbye, which nobody may have: MQTT 5, 3.14.2.2.2.
            device.packet(0xE0, version == FIVE ? new byte[] {0, 5, 0x11, 0, 0, 0x10, 0} : new byte[0]);
            assertThat(device.read().isEnd()).isTrue();
        }
        othersAreHeard("a goodbye");
        assertThat(presence(machine.id())).isEqualTo("offline");
    }

    @Test
    void anAliasStandsForATopicOfItsOwn() throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.connect(machine, FIVE)) {
            assertThat(device.publish(up(machine), clients.pack(), "230001")).isZero();
            assertThat(device.publish("", clients.pack(), "230001")).isZero();
            assertThat(device.publish("socle/in/up", clients.pack(), "230002")).isEqualTo(0x87);
            assertThat(device.publish("", clients.pack(), "230002")).isEqualTo(0x87);
            clients.awaitStored(machine.id(), 2);
            device.send("", clients.pack(), "230009", 1);
            RawMqtt.Packet goodbye = device.read();
            assertThat(goodbye.type()).isEqualTo(0xE);
            assertThat(goodbye.body()[0] & 0xFF).isEqualTo(0x94);
        }
        othersAreHeard("an alias that is none");
    }

    /** Retained, expiring within a second, with properties to carry along: stored as any other, and nothing of it is kept. */
    @Test
    void whatAMessageAsksForBesidesIsLeftOut() throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.connect(machine, FIVE)) {
            String expiry = "0200000001";
            String userProperty = "26000161000162";
            assertThat(device.publish(up(machine), clients.pack(), expiry + userProperty + TlsClients.contentType()))
                    .isZero();
            // Retained, QoS 1.
            byte[] pack = clients.pack();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream retained = new DataOutputStream(body);
            retained.writeUTF(up(machine));
            retained.writeShort(9);
            retained.writeByte(0);
            retained.write(pack);
            device.packet(0x33, body.toByteArray());
            assertThat(device.read().type()).isEqualTo(4);
            clients.awaitStored(machine.id(), 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aPackOfQualityTwoIsStoredOnce(int version) throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.connect(machine, version)) {
            byte[] pack = clients.pack();
            device.send(up(machine), pack, "", 2);
            assertThat(device.read().type()).as("PUBREC").isEqualTo(5);
            device.send(up(machine), pack, "", 2);
            assertThat(device.read().type()).as("PUBREC again").isEqualTo(5);
            device.packet(0x62, new byte[] {0, 1});
            assertThat(device.read().type()).as("PUBCOMP").isEqualTo(7);
            clients.awaitStored(machine.id(), 1);
        }
    }

    /** A client may send on without waiting for the CONNACK (MQTT 5, 3.1.4). */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void whatComesRightBehindTheConnectIsTaken(int version) throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.open(machine, version)) {
            device.hold();
            device.sendConnect(machine.id().toString(), "", new byte[0], "");
            device.send(up(machine), clients.pack(), "", 1);
            device.sendSubscribe("socle/v1/" + machine.id() + "/cmd", 1);
            device.release();
            assertThat(device.read().type()).as("CONNACK").isEqualTo(2);
            assertThat(List.of(device.read().type(), device.read().type()))
                    .as("PUBACK and SUBACK")
                    .containsExactlyInAnyOrder(4, 9);
            clients.awaitStored(machine.id(), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void twoConnectsAreOneTooMany(int version) throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.connect(machine, version)) {
            try {
                device.connect(otherId.toString());
            } catch (IOException e) {
                // A DISCONNECT of MQTT 5 comes first.
                assertThat(version).isEqualTo(FIVE);
            }
            assertThat(device.read().isEnd()).isTrue();
        }
        othersAreHeard("a second CONNECT under the other's name");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void commandsReachWhoFollowsThemAndNobodyElse(int version) throws Exception {
        TestMachine machine = clients.machine();
        String cmd = "socle/v1/" + machine.id() + "/cmd";
        try (RawMqtt device = clients.connect(machine, version)) {
            assertThat(device.subscribe(cmd, 1)).isEqualTo(1);
            server.stream("/machines/" + machine.id() + "/live", server.signIn())
                    .body()
                    .close();
            RawMqtt.Packet command = device.read();
            assertThat(command.type()).isEqualTo(3);
            assertThat(device.published(command)).startsWith(cmd + " {").contains("/42777/0/5");
            device.packet(0x40, new byte[] {0, 1});
        }
        othersAreHeard("a command");
    }

    /** Nothing of a session is kept, whatever is asked for: what a device must not lose is in its outbox. */
    @Test
    void aSessionThatOutlivesItsConnectionIsRefusedInWords() throws Exception {
        TestMachine machine = clients.machine();
        try (RawMqtt device = clients.open(machine, FIVE)) {
            device.packet(0x10, connectWithSession(machine.id()));
            RawMqtt.Packet connack = device.read();
            assertThat(connack.body()[1]).isZero();
            // Among its properties: session expiry interval 0.
            assertThat(java.util.HexFormat.of().formatHex(connack.body())).contains("1100000000");
        }
    }

    private static byte[] connectWithSession(UUID id) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream connect = new DataOutputStream(body);
        connect.writeUTF("MQTT");
        connect.writeByte(FIVE);
        connect.writeByte(0);
        connect.writeShort(60);
        connect.write(new byte[] {5, 0x11, -1, -1, -1, -1});
        connect.writeUTF(id.toString());
        return body.toByteArray();
    }

    private String presence(UUID id) throws IOException, InterruptedException {
        return server.json("/api/v1/machines/" + id).get("presence").asText();
    }

    private void awaitPresence(UUID id, String wanted) throws IOException, InterruptedException {
        for (int i = 0; i < 100 && !presence(id).equals(wanted); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(presence(id)).isEqualTo(wanted);
    }
}
