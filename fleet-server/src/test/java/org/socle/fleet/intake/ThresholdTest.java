package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;
import org.socle.enrol.Tls;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.TestMachine;

/** What a device with a certificate does before it speaks MQTT: it takes neither memory nor threads from the others. */
@Timeout(120)
class ThresholdTest {
    private TestServer server;
    private TlsClients devices;
    private TestMachine hostile;
    private TestMachine honest;
    private RawMqtt other;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        devices = new TlsClients(server);
        hostile = devices.machine();
        honest = devices.machine();
        other = devices.connect(honest, 5);
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        server.close();
    }

    private Socket open() throws IOException {
        Tls tls = new Tls(hostile.identity(), server.trust().authorities().anchors());
        return tls.context().getSocketFactory().createSocket("localhost", server.mqttsPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Whether the server ends it within so many milliseconds. */
    private static boolean ends(Socket socket, int millis) {
        try {
            socket.setSoTimeout(millis);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void othersAreHeardAndNewOnesComeIn(String after) throws Exception {
        devices.awaitOthersHeard(other, honest.id(), after);
        devices.connect(devices.machine(), 4).close();
        assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n",
                "PUT / HTTP/1.1\r\n",
                "HEAD / HTTP/1.1\r\n",
                "AMQP\0\1\0\0",
                "CONNECT\nhost:x\n\n\0",
                "\u0030\u0010abcdefghijklmnop",
                "\u0010abcdefghijklmnop",
                "\0\0\0\0\0\0\0\0"
            })
    void whatIsNeitherMqttNorWebSocketsEndsAtOnce(String said) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Socket socket = open()) {
                send(socket, said);
                assertThat(ends(socket, 5_000)).isTrue();
            }
        }
        othersAreHeardAndNewOnesComeIn(said);
    }

    /** The broker would take MQTT out of plain requests, and keep its threads waiting for more of them. */
    @Test
    void mqttInAPlainRequestIsEnded() throws Exception {
        String connect = "\u0010\u0030\0\u0004MQTT\u0004\u0002\0\u003c\0\u0024" + hostile.id();
        try (Socket socket = open()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + connect.length() + "\r\n\r\n" + connect);
            assertThat(ends(socket, 5_000)).isTrue();
        }
        othersAreHeardAndNewOnesComeIn("MQTT in a request");
    }

    /** A CONNECT that is announced and does not come: few of one certificate, however far they got. */
    @Test
    void halfAConnectCountsUntilItIsWhole() throws Exception {
        List<Socket> standing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = open();
            try {
                send(socket, "\u0010\u00ff\u009f\u0010\0\u0004MQTT\u0004\u0002");
            } catch (IOException e) {
                // One too many.
            }
            standing.add(socket);
        }
        Thread.sleep(1_000);
        int ended = 0;
        for (Socket each : standing) {
            ended += ends(each, 50) ? 1 : 0;
        }
        assertThat(ended).isEqualTo(40 - 32);
        try {
            for (int i = 0; i < 40; i++) {
                send(standing.get(0), "a".repeat(1_000));
            }
        } catch (IOException e) {
            // As it should be.
        }
        assertThat(ends(standing.get(0), 5_000)).as("beyond 16 kB").isTrue();
        othersAreHeardAndNewOnesComeIn("half a CONNECT");
        for (Socket each : standing) {
            each.close();
        }
    }

    /** Clients may send on before they are answered; what they send is theirs to send. */
    @Test
    void whatFollowsAConnectAtOnceIsStoredHoweverLarge() throws Exception {
        try (RawMqtt eager = devices.open(hostile, 4)) {
            eager.sendConnect(hostile.id().toString(), "", new byte[0], "");
            eager.send("socle/v1/" + hostile.id() + "/up", large(), "", 1);
            devices.awaitStored(hostile.id(), 1);
        }
    }

    /** A pack of some 80 kB. */
    private static byte[] large() {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(Agent.PACK, 0, 0, 1L));
        for (int i = 0; i < 1_500; i++) {
            samples.add(new Sample(Temperature.VALUE, i, -i, 40.123_456 + i / 1e6));
        }
        byte[] pack = new Pack(System.currentTimeMillis() / 1000.0, samples).encode(SenmlFormat.JSON);
        assertThat(pack).hasSizeGreaterThan(3 * 16_384);
        return pack;
    }

    @Test
    void aRequestThatNeverEndsIsEndedAfterSomeBytes() throws Exception {
        try (Socket socket = open()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(ends(socket, 1_000)).isFalse();
            boolean ended = false;
            for (int i = 0; i < 20 && !ended; i++) {
                try {
                    send(socket, "a".repeat(1_000));
                } catch (IOException e) {
                    ended = true;
                }
            }
            assertThat(ended || ends(socket, 5_000)).isTrue();
        }
        othersAreHeardAndNewOnesComeIn("an endless request");
    }

    @Test
    void ofOneCertificateFewStandThereAndNotForLong() throws Exception {
        List<Socket> standing = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Socket socket = open();
            try {
                send(socket, "GET / HTTP/1.1\r\nHost: x\r\n");
            } catch (IOException e) {
                // One too many.
            }
            standing.add(socket);
        }
        Thread.sleep(2_000);
        int ended = 0;
        for (Socket each : standing) {
            ended += ends(each, 50) ? 1 : 0;
        }
        assertThat(ended).isEqualTo(60 - 32);
        othersAreHeardAndNewOnesComeIn("sixty requests that stand still");
        Thread.sleep(20_000);
        for (Socket each : standing) {
            assertThat(ends(each, 2_000)).isTrue();
            each.close();
        }
        devices.connect(hostile, 5).close();
    }
}
