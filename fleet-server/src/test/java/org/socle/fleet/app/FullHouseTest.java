package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TestDevice;

/** More machines than there is memory for: the last ones are sent away, the others go on. */
@Tag("process")
class FullHouseTest {
    private static final int MOST = 6_000;

    @ParameterizedTest
    @CsvSource({"5, 0x89", "4, 3"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void machinesAreSentAwayBeforeMemoryEnds(int version, String busy, @TempDir Path directory) throws Exception {
        ServerProcess server = new ServerProcess(directory.resolve("data"), "96m");
        List<RawMqtt> inside = new ArrayList<>();
        try {
            server.awaitReadiness("ready\n");
            UUID first = UUID.randomUUID();
            RawMqtt honest = connect(server, version);
            assertThat(honest.connect(first.toString())).isZero();
            inside.add(honest);
            int code = 0;
            while (code == 0 && inside.size() < MOST) {
                RawMqtt next = connect(server, version);
                code = next.connect(UUID.randomUUID().toString());
                inside.add(next);
            }
            assertThat(code).as("after " + inside.size() + " machines").isEqualTo(Integer.decode(busy));
            // Who is in goes on, and who was in may come back.
            for (long number = 1; number <= 20; number++) {
                assertThat(honest.publish("socle/v1/" + first + "/up", pack(number), ""))
                        .isZero();
            }
            assertThat(server.readiness()).contains("memory_short");
            RawMqtt again = connect(server, version);
            inside.add(again);
            assertThat(again.connect(first.toString())).isZero();
            assertThat(again.publish("socle/v1/" + first + "/up", pack(21), "")).isZero();

            // With those gone there is room again.
            for (RawMqtt each : inside) {
                each.close();
            }
            server.awaitReadiness("ready\n");
            try (RawMqtt later = connect(server, version)) {
                assertThat(later.connect(UUID.randomUUID().toString())).isZero();
            }
            assertThat(server.alive()).isTrue();
        } finally {
            for (RawMqtt each : inside) {
                each.close();
            }
            server.kill();
        }
    }

    /** Answers that nobody takes wait in memory: a few bytes sent, a few more each time to answer. */
    @ParameterizedTest
    @CsvSource({"5, ping", "4, ping", "5, publish", "4, subscribe", "5, subscribe"})
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void whoDoesNotReadIsSentAway(int version, String what, @TempDir Path directory) throws Exception {
        ServerProcess server = new ServerProcess(directory.resolve("data"), "96m");
        try {
            server.awaitReadiness("ready\n");
            UUID first = UUID.randomUUID();
            try (RawMqtt honest = connect(server, version)) {
                assertThat(honest.connect(first.toString())).isZero();
                UUID bad = UUID.randomUUID();
                for (int visit = 0; visit < 3; visit++) {
                    flood(server, version, what, bad);
                }
                for (long number = 1; number <= 20; number++) {
                    assertThat(honest.publish("socle/v1/" + first + "/up", pack(number), ""))
                            .isZero();
                }
            }
            assertThat(server.alive()).isTrue();
            assertThat(server.printed()).doesNotContain("OutOfMemory");
            server.awaitReadiness("ready\n");
        } finally {
            server.kill();
        }
    }

    private static void flood(ServerProcess server, int version, String what, UUID bad) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.mqttPort));
        try (RawMqtt client = new RawMqtt(socket, version)) {
            client.sendConnect(bad.toString(), "", new byte[0], "");
            client.hold();
            for (int i = 0; i < 500_000; i++) {
                switch (what) {
                    case "ping" -> client.packet(0xC0, new byte[0]);
                    case "publish" -> client.send("a/b", new byte[0], "", 1);
                    default -> client.sendSubscribe("#", 1);
                }
            }
            client.release();
        } catch (IOException e) {
            // The server has ended it.
        }
    }

    private static byte[] pack(long number) {
        return TestDevice.load(System.currentTimeMillis() / 1000.0, number, 42).encode(SenmlFormat.CBOR);
    }

    private static RawMqtt connect(ServerProcess server, int version) throws IOException {
        return new RawMqtt(new Socket("127.0.0.1", server.mqttPort), version);
    }
}
