package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.socle.contract.Pack;
import org.socle.contract.senml.SenmlFormat;
import org.socle.enrol.Tls;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.NewCode;
import org.socle.fleet.enrolment.TestMachine;

/** Enrolled devices at a test's server, and what has arrived of them. */
public final class TlsClients {
    private static final String CONTENT_TYPE =
            "03" + "0016" + java.util.HexFormat.of().formatHex("application/senml+cbor".getBytes());

    private final TestServer server;
    private final String code;
    private long number;

    public TlsClients(TestServer server) {
        this.server = server;
        this.code = server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), NewCode.MOST, true))
                .text();
    }

    /** A machine with a certificate. */
    public TestMachine machine() throws IOException, InterruptedException {
        TestMachine machine = new TestMachine(server, "poste", TestMachine.ownHardware());
        assertThat(machine.enrol(code).statusCode()).isEqualTo(200);
        return machine;
    }

    /** A connection that shows its certificate, on which nothing is said yet. */
    public RawMqtt open(TestMachine machine, int version) throws IOException {
        Tls tls = new Tls(machine.identity(), server.trust().authorities().anchors());
        Socket socket = tls.context().getSocketFactory().createSocket("localhost", server.mqttsPort());
        return new RawMqtt(socket, version);
    }

    /** The same, let in. */
    public RawMqtt connect(TestMachine machine, int version) throws IOException {
        RawMqtt client = open(machine, version);
        assertThat(client.connect(machine.id().toString())).isZero();
        return client;
    }

    /** A pack with a number of its own. */
    public byte[] pack() {
        return pack(++number);
    }

    static byte[] pack(long number) {
        Pack pack = TestDevice.load(System.currentTimeMillis() / 1000.0, number, 42);
        return pack.encode(SenmlFormat.CBOR);
    }

    /** How many packs of a device are stored. */
    public long stored(UUID device) {
        return server.database()
                .<Long, RuntimeException>read(handle -> handle.createQuery(
                                "SELECT count(*) FROM pack JOIN machine ON machine.id = pack.machine"
                                        + " WHERE machine.device = :device")
                        .bind("device", device.toString())
                        .mapTo(Long.class)
                        .one());
    }

    /** Waits until so many are. */
    public void awaitStored(UUID device, long count) throws InterruptedException {
        for (int i = 0; i < 600 && stored(device) < count; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(stored(device)).as("packs stored of " + device).isEqualTo(count);
    }

    /** Another device sends a pack, which is acknowledged and stored. */
    public void awaitOthersHeard(RawMqtt other, UUID id, String after) throws IOException, InterruptedException {
        long before = stored(id);
        assertThat(other.publish("socle/v1/" + id + "/up", pack(), ""))
                .as("acknowledged after " + after)
                .isZero();
        for (int i = 0; i < 400 && stored(id) == before; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(stored(id)).as("stored after " + after).isEqualTo(before + 1);
    }

    /** Properties of a PUBLISH with the content type of packs, in MQTT 5. */
    public static String contentType() {
        return CONTENT_TYPE;
    }
}
