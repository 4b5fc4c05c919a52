package org.socle.fleet.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.IdentityStore;
import org.socle.enrol.Identity;
import org.socle.enrol.Tls;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.NewCode;
import org.socle.fleet.enrolment.TestMachine;
import org.socle.fleet.place.Place;

/** A speed test from the technician's button to the school's page, with the agent itself on the other end. */
@Tag("process")
class SpeedEndToEndTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private Place school;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(directory.resolve("server"));
        Place town = server.town("Ville");
        school = server.school(town, "École Jean Macé", "0381778B");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private EnrolmentCode code() {
        return server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(school.id(), Duration.ofHours(1), 30, true));
    }

    @Test
    void theButtonHasTheMachineMeasureAndTheSchoolKnowItsLine() throws Exception {
        String technician = server.session(server.account("Marie Roy", Role.TECHNICIAN, school));
        String head = server.session(server.account("Paul Blanc", Role.SCHOOL, school));
        assertThat(server.get("/schools/0381778B", technician).body()).doesNotContain("Ligne de l’école");
        Path machine = directory.resolve("machine");
        write(machine.resolve("proc/sys/kernel/hostname"), "salle3-poste07");
        Path state = Files.createDirectories(machine.resolve("state"));
        new IdentityStore(state).keepBundle(new EnrolmentBundle(URI.create(server.httpsUrl()), code(), null));
        Process agent = agent(machine, state);
        try {
            UUID device = joined(state);
            String page = "/machines/" + device;
            await(device, "agent.version");
            assertThat(server.get("/schools/0381778B", technician).body())
                    .contains("Ligne de l’école : débit pas encore mesuré.");

            assertThat(server.get(page, technician).body()).contains(page + "/speed");
            assertThat(server.get(page, head).body()).doesNotContain(page + "/speed");
            assertThat(server.submit(page + "/speed", head, Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(server.submit(page + "/speed", technician, Map.of("form_token", "another"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.submit(page + "/speed", technician, Map.of()).statusCode())
                    .isEqualTo(303);
            HttpResponse<String> again = server.submit(page + "/speed", technician, Map.of());
            assertThat(again.statusCode()).isEqualTo(422);
            assertThat(again.body()).contains("déjà en cours");

            Instant updated = Instant.parse(await(device, "speed.updated").asText());
            assertThat(updated).isBetween(Instant.now().minusSeconds(60), Instant.now());
            for (String key : List.of("speed.down", "speed.up", "speed.ping")) {
                assertThat(await(device, key).asDouble()).as(key).isPositive();
            }
            String shown = server.get("/schools/0381778B", technician).body();
            // Over the loopback interface nothing is slow.
            assertThat(shown).contains("Très haut débit.", "salle3-poste07", "en réception");
            assertThat(server.get("/schools/0381778B?lang=en", technician).body())
                    .contains("The school’s line: ", "Very fast broadband.");
            assertThat(server.get(page, technician).body()).contains("Test de débit demandé", "family=speed");
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private Process agent(Path machine, Path state) throws IOException {
        Path settings = Files.writeString(machine.resolve("agent.toml"), """
                [state]
                directory = "%s"
                [machine]
                root = "%s"
                [rhythm]
                sample = "1s"
                send = "1h"
                """.formatted(state, machine));
        Files.createDirectories(machine.resolve("sys"));
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

    private static UUID joined(Path state) throws InterruptedException {
        Optional<Enrolled> joined = Optional.empty();
        for (int i = 0; i < 300 && joined.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            joined = new IdentityStore(state).load();
        }
        return joined.orElseThrow().device();
    }

    /** The newest value of a reading, once there is one. */
    private JsonNode await(UUID device, String key) throws Exception {
        for (int i = 0; i < 300; i++) {
            for (JsonNode reading : server.json("/api/v1/machines/" + device).get("readings")) {
                if (reading.get("key").asText().equals(key)) {
                    return reading.get("value");
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no " + key + " within 30 s");
    }

    @Test
    void nobodyCarriesDataWithoutBeingAskedTo() throws Exception {
        assertThat(server.get("/device/speed", "").statusCode()).isEqualTo(403);
        assertThat(fetch(null, "GET", "")).isEqualTo(403);
        TestMachine machine = new TestMachine(server, "curieux", TestMachine.ownHardware());
        machine.enrol(code().text());
        assertThat(fetch(machine.identity(), "GET", "")).isEqualTo(429);
        assertThat(fetch(machine.identity(), "GET", "?bytes=0")).isEqualTo(429);
        assertThat(fetch(machine.identity(), "GET", "?bytes=-1")).isEqualTo(400);
        assertThat(fetch(machine.identity(), "POST", "")).isEqualTo(429);
        server.enrolment().revoke(Scope.EVERYTHING, TestServer.PERSON, machine.id());
        assertThat(fetch(machine.identity(), "GET", "")).isEqualTo(403);
    }

    private int fetch(Identity shown, String method, String query) throws Exception {
        SSLContext tls = new Tls(shown, server.trust().authorities().anchors()).context();
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(server.httpsUrl() + "/device/speed" + query))
                                .method(
                                        method,
                                        method.equals("GET")
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofByteArray(new byte[100]))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
