package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.store.Database;

/** Messages set aside: bounded, seen, taken in again. */
class QuarantineTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private final QuarantineTable table = new QuarantineTable();

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private boolean add(UUID device, byte[] payload, Instant received) {
        Arrival arrival = new Arrival(Topics.of(device, Channel.UP), payload, SenmlFormat.CBOR.contentType(), received);
        return server.database()
                .<Boolean, RuntimeException>write(
                        handle -> table.add(handle, arrival, new IllegalStateException("a fault of ours")));
    }

    @Test
    void oneMachineCannotPushOutAnothersMessages() {
        UUID loud = UUID.randomUUID();
        UUID quiet = UUID.randomUUID();
        byte[] large = new byte[200_000];
        assertThat(add(quiet, new byte[] {1}, Instant.now())).isTrue();
        int kept = 0;
        while (kept < 1_000 && add(loud, large, Instant.now())) {
            kept++;
        }
        assertThat(kept).as("8 MB of one").isEqualTo(40);
        assertThat(add(quiet, large, Instant.now())).isTrue();
        UUID many = UUID.randomUUID();
        kept = 0;
        while (kept < 2_000 && add(many, new byte[] {1}, Instant.now())) {
            kept++;
        }
        assertThat(kept).as("messages of one").isEqualTo(1_000);
        assertThat(add(UUID.randomUUID(), large, Instant.now())).isTrue();
    }

    @Test
    void whatIsOlderThanNinetyDaysIsForgotten() {
        Quarantine quarantine = new Quarantine(server.database(), Clock.systemUTC(), messages -> 0);
        add(UUID.randomUUID(), new byte[] {1}, Instant.now().minus(Quarantine.KEEP.plusDays(1)));
        add(UUID.randomUUID(), new byte[] {2}, Instant.now().minus(Quarantine.KEEP.minusDays(1)));
        assertThat(quarantine.list(null, 1, 10)).hasSize(1);
    }

    @Test
    void anAdministratorSeesTakesInAndDeletes() throws Exception {
        UUID device = server.machine("poste-1");
        byte[] good =
                TestDevice.load(System.currentTimeMillis() / 1000.0, 77, 42).encode(SenmlFormat.CBOR);
        add(device, good, Instant.now());
        add(device, "no pack at all".getBytes(StandardCharsets.UTF_8), Instant.now());
        String cookie = server.session(server.account("Root", Role.ADMINISTRATOR));

        String page = server.get("/quarantine", cookie, "Accept-Language", "en").body();
        assertThat(page)
                .contains("poste-1", "/machines/" + device, "a fault of ours", "Message 1", "Message 2")
                .contains("/quarantine?device=" + device);
        assertThat(server.get("/quarantine?id=1", cookie).body())
                .contains("77", "42")
                .doesNotContain("6e 6f 20");
        assertThat(server.get("/quarantine?id=2", cookie).body()).contains("6e 6f 20 70 61 63 6b");

        HttpResponse<String> replayed = server.submit("/quarantine/replay", cookie, Map.of("id", "1"));
        assertThat(replayed.headers().firstValue("Location")).hasValue("/quarantine?taken=1&back=0");
        assertThat(packs(server.database())).contains(77L);
        server.submit("/quarantine/delete", cookie, Map.of("device", device.toString()));
        assertThat(server.get("/quarantine", cookie, "Accept-Language", "en").body())
                .contains("No message is set aside.");
        assertThat(server.audit().before(Scope.EVERYTHING, AuditFilter.NONE, Long.MAX_VALUE, 2))
                .extracting(entry -> entry.who().name() + " " + entry.action().word() + entry.details())
                .containsExactly("Root quarantine_deleted{messages=1}", "Root quarantine_replayed{messages=1}");
    }

    private static List<Long> packs(Database database) {
        return database.<List<Long>, RuntimeException>read(handle ->
                handle.createQuery("SELECT origin FROM pack").mapTo(Long.class).list());
    }

    @Test
    void whoeverDoesNotSeeEverythingFindsNothing() throws Exception {
        add(UUID.randomUUID(), new byte[] {1}, Instant.now());
        String cookie = server.session(server.account("Local", Role.ADMINISTRATOR, server.town("Ville")));
        assertThat(server.get("/quarantine", cookie).statusCode()).isEqualTo(404);
        assertThat(server.submit("/quarantine/delete", cookie, Map.of("id", "1"))
                        .statusCode())
                .isEqualTo(404);
        String technician = server.session(server.account("Tech", Role.TECHNICIAN));
        assertThat(server.get("/quarantine", technician).statusCode()).isEqualTo(403);
        assertThat(new Quarantine(server.database(), Clock.systemUTC(), messages -> 0).list(null, 1, 9))
                .hasSize(1);
    }
}
