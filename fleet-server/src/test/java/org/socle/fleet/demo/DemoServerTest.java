package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.config.ConfigException;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.NewCode;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** A server on the data of a small demo. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoServerTest {
    private final AtomicInteger purged = new AtomicInteger();
    private TestServer server;
    private String cookie;
    private Path data;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        data = directory.resolve("data");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        new DemoBuilder(data, Clock.systemUTC(), Sweep.Over.NONE, (at, percent) -> {})
                .run(new DemoMark(2020, 1, now.minus(Duration.ofDays(2)), now, null));
        server = TestServer.demo(data, purged::incrementAndGet);
        cookie = server.signIn();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"fr,Démonstration : données inventées", "en,Demonstration: invented data"})
    void everyPageSaysThatItsDataAreInvented(String language, String banner) throws Exception {
        String machine = "/machines/"
                + server.json("/api/v1/machines").at("/machines/0/id").asText();
        String school = "/schools/"
                + server.json("/api/v1/schools").at("/schools/0/uai").asText();
        int pages = 0;
        for (String path : server.routes().stream()
                .filter(route -> route.startsWith("GET /"))
                .map(route -> route.substring("GET ".length())
                        .replace("/machines/{id}", machine)
                        .replace("/schools/{uai}", school))
                .filter(path -> !path.contains("{") && !path.startsWith("/api/") && !path.contains("."))
                .toList()) {
            HttpResponse<String> page = server.get(path + "?lang=" + language, cookie);
            boolean html = page.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            if (html && page.statusCode() == 200) {
                assertThat(page.body()).as(path).contains(banner);
                pages++;
            }
        }
        assertThat(pages).isGreaterThan(12);
        assertThat(server.get("/sign-in?lang=" + language, "").body()).contains(banner);
        HttpResponse<String> missing = server.get("/nowhere?lang=" + language, cookie);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains(banner);
    }

    @Test
    void thePagesAreThoseOfAFleet() throws Exception {
        assertThat(server.get("/today?lang=fr", cookie).body()).contains("34");
        assertThat(server.get("/machines?lang=fr&q=sapins-salle", cookie).body())
                .contains("sapins-salle-01</a>");
    }

    @Test
    void anAdministratorDeletesItAllWithOneButton() throws Exception {
        String technician = server.session(server.account("Tech", Role.TECHNICIAN));
        assertThat(server.get("/demo", technician).statusCode()).isEqualTo(403);
        assertThat(server.submit("/demo/purge", technician, Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(purged).hasValue(0);

        assertThat(server.get("/demo?lang=fr", cookie).body()).contains("Supprimer les données de la démonstration");
        HttpResponse<String> answer = server.submit("/demo/purge", cookie, Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Les données de la démonstration sont supprimées.");
        assertThat(purged).hasValue(1);
    }

    @Test
    void noRealMachineJoins() {
        assertThatThrownBy(() -> server.enrolment()
                        .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 1, true)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("demo.refused.enrol");
    }

    @Test
    void aRealServerDoesNotStartOnIt() {
        assertThatThrownBy(() -> new TestServer(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("those of a demo, invented");
    }

    @Test
    void itDoesNotStartOnRealDataOrNone(@TempDir Path directory) throws Exception {
        Path real = directory.resolve("real");
        new TestServer(real).close();

        for (Map.Entry<Path, String> each : Map.of(real, "are real", directory.resolve("none"), "no complete demo")
                .entrySet()) {
            assertThatThrownBy(() -> TestServer.demo(each.getKey(), () -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(each.getValue());
        }
        assertThat(real.resolve(Database.FILE)).exists();
    }
}
