package org.socle.fleet.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TlsClients;
import org.socle.fleet.place.Place;

/** A machine that sends without end: refused beyond its share, shown, and cut off with one press. */
class FloodTest {
    private static final int QUOTA = 0x97;

    @Test
    void aFloodIsRefusedShownAndCutOff(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            TlsClients clients = new TlsClients(server);
            TestMachine quiet = clients.machine();
            TestMachine bad = clients.machine();
            UUID id = bad.id();
            String cookie = server.signIn();
            try (RawMqtt honest = clients.connect(quiet, 5);
                    RawMqtt flood = clients.connect(bad, 5)) {
                int code = 0;
                // Five minutes' worth of bytes are taken at once.
                for (int sent = 0; sent < 60 && code == 0; sent++) {
                    code = flood.publish("socle/v1/" + id + "/up", new byte[200_000], "");
                }
                assertThat(code).isEqualTo(QUOTA);
                assertThat(flood.publish("socle/v1/" + id + "/up", new byte[100_000], ""))
                        .as("still, on the same connection")
                        .isEqualTo(QUOTA);
                clients.awaitOthersHeard(honest, quiet.id(), "a flood");

                assertThat(server.get("/today", cookie).body())
                        .contains("/machines/" + id + "/keep-out", "2 messages refusés");
                Place town = server.town("Grenoble");
                Place school = server.school(town, "École Jean Macé", "0381778B");
                String head = server.session(server.account("head", Role.SCHOOL, school));
                assertThat(server.get("/today", head).body()).doesNotContain(id.toString());

                assertThat(server.submit("/machines/" + id + "/keep-out", cookie, Map.of())
                                .statusCode())
                        .isEqualTo(303);
                RawMqtt.Packet last = flood.read();
                assertThat(last.isEnd() || last.type() == 0xE).isTrue();
            }
            assertThat(server.get("/today", cookie).body()).doesNotContain("/machines/" + id + "/keep-out");
            assertThat(server.get("/machines/" + id, cookie).body()).contains("/machines/" + id + "/keep-out");
            try (RawMqtt again = clients.open(bad, 5)) {
                assertThat(again.connect(id.toString())).isEqualTo(QUOTA);
            }
            assertThat(server.json("/api/v1/machines/" + id).get("presence").asText())
                    .isEqualTo("offline");

            server.submit("/machines/" + id + "/let-in", cookie, Map.of());
            try (RawMqtt again = clients.connect(bad, 5)) {
                assertThat(again.publish(
                                "socle/v1/" + id + "/state",
                                "{\"state\":\"online\",\"version\":\"1\"}".getBytes(UTF_8),
                                ""))
                        .as("its share has not grown meanwhile, but a small message fits in")
                        .isZero();
            }
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(server.get("/audit", cookie).body()).contains("Poste coupé", "Poste rétabli");
        }
    }

    @Test
    void whoIsCutOffStaysSoOverARestart(@TempDir Path directory) throws Exception {
        UUID id;
        TestMachine bad;
        try (TestServer server = new TestServer(directory)) {
            TlsClients clients = new TlsClients(server);
            bad = clients.machine();
            id = bad.id();
            server.submit("/machines/" + id + "/keep-out", server.signIn(), Map.of());
        }
        try (TestServer server = new TestServer(directory)) {
            TestMachine same = bad.at(server);
            try (RawMqtt again = new TlsClients(server).open(same, 4)) {
                assertThat(again.connect(id.toString())).isEqualTo(3);
            }
        }
    }
}
