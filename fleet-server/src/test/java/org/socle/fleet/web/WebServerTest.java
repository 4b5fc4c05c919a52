package org.socle.fleet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.catalogue.Link;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.intake.TestDevice;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServerTest {
    private TestServer server;
    private UUID pc;
    private UUID broken;
    private String cookie;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        pc = server.machine(
                "salle1-pc01",
                TestServer.number(Processor.LOAD, 41),
                TestServer.number(Memory.USED, 37),
                TestServer.text(org.socle.contract.catalogue.Device.SERIAL_NUMBER, "4XK2Z5J"),
                TestServer.number(Link.ROUND_TRIP, 12));
        broken = server.machine(
                "<script>alert(1)</script>",
                TestServer.text(Storage.DEVICE, "sda\"'<b>"),
                TestServer.number(Storage.PENDING_SECTORS, 8));
        server.sweep(Duration.ZERO);
        cookie = server.signIn();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/today",
                "/machines",
                "/machines/{id}",
                "/machines/{id}/history?key=processor.load",
                "/machines/{id}/readings",
                "/machines/{id}/live",
                "/api/v1/machines",
                "/api/v1/machines/{id}",
                "/api/v1/machines/{id}/readings?key=processor.load"
            })
    void nothingIsShownToWhoIsNotSignedIn(String path) throws Exception {
        for (String badCookie : List.of("", "socle_session=", "socle_session=guessed")) {
            HttpResponse<String> answer = server.get(path.replace("{id}", pc.toString()), badCookie);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("salle1-pc01");
        }
        HttpResponse<String> answer =
                server.get(path.replace("{id}", pc.toString()), "", "Authorization", "Bearer " + server.token() + "x");
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/today/",
                "/Today",
                "//today",
                "/about/data/../../today",
                "/assets/../machines",
                "/assets/%2e%2e/machines",
                "/sign-in/..;/machines"
            })
    void noOddAddressLeadsAround(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, "");

        assertThat(answer.statusCode()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("salle1-pc01", "postes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/about/data", "/healthz", "/readyz", "/metrics", "/api/v1/openapi.yaml"})
    void someThingsAreOpenToAll(String path) throws Exception {
        assertThat(server.get(path, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/healthz, , 200",
        "/machines, , 401",
        "/machines, cookie, 200",
        "/machines/00000000-0000-4000-8000-000000000000, cookie, 404",
        "/api/v1/machines, cookie, 200"
    })
    void headIsAnsweredAsGetWithoutTheContent(String path, @Nullable String who, int expected) throws Exception {
        String shown = who == null ? "" : cookie;
        HttpResponse<String> head = server.head(path, shown);

        assertThat(head.statusCode()).isEqualTo(expected);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(server.get(path, shown).headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/machines, page, -1",
        "/api/v1/schools, page, 2",
        "/api/v1/audit, since, 2026",
        "/api/v1/machines/{id}/readings?key=processor.load, unit, C"
    })
    void aParameterTheApiDoesNotKnowIsRefusedByName(String path, String name, String value) throws Exception {
        String address = path.replace("{id}", pc.toString()) + (path.contains("?") ? "&" : "?") + name + "=" + value;
        HttpResponse<String> answer = server.get(address, cookie);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).get("detail").asText())
                .startsWith(name + "=" + value + ": there is no such parameter; known: ");
    }

    @ParameterizedTest
    @CsvSource({"/.well-known/est/simpleenroll, 403", "/.well-known/est/simplereenroll, 403", "/enrol/introduction, 400"
    })
    void machinesGetTheirErrorsAsProgramsReadThem(String path, int expected) throws Exception {
        HttpResponse<String> answer = server.post(path, "", "garbage", "x");
        assertThat(answer.statusCode()).isEqualTo(expected);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");

        HttpResponse<String> large = server.post("/enrol/introduction", "", "garbage", "x".repeat(1_100_000));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(new ObjectMapper().readTree(large.body()).get("title").asText())
                .isEqualTo("Too large");
    }

    @Test
    void aSignInLinkWorksOnce() throws Exception {
        String link = server.signInLink();

        HttpResponse<String> opened = server.get(link, "");
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("Ce lien ouvre le compte admin, une seule fois.");
        assertThat(server.post(link, "", "form_token", "guessed").statusCode()).isEqualTo(403);

        HttpResponse<String> first = server.useLink(link);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).hasValue("/today");
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        assertThat(server.get(link, "").statusCode()).isEqualTo(404);
        assertThat(server.get("/sign-in/guessed", "").statusCode()).isEqualTo(404);
    }

    @Test
    void signingOutNeedsTheFormAndEndsTheSession() throws Exception {
        String session = server.signIn();
        String page = server.get("/today", session).body();
        String token = page.replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1");

        assertThat(server.post("/sign-out", session, "form_token", "guessed").statusCode())
                .isEqualTo(403);
        assertThat(server.get("/today", session).statusCode()).isEqualTo(200);
        assertThat(server.post("/sign-out", session, "form_token", token).statusCode())
                .isEqualTo(303);
        assertThat(server.get("/today", session).statusCode()).isEqualTo(401);
    }

    @Test
    void todayNamesTheCauseAndTheMachine() throws Exception {
        String page = server.get("/today", cookie).body();

        assertThat(page)
                .contains("Un incident à traiter : 1 en panne.", "Disque sur le point de lâcher", "/incidents/1");
        assertThat(server.get("/incidents/1", cookie).body()).contains("Secteurs en attente : 8");
    }

    @Test
    void whatMachinesSayIsNeverMarkup() throws Exception {
        for (String path : List.of(
                "/today", "/machines", "/machines/" + broken, "/machines/" + broken + "/readings?family=storage")) {
            String page = server.get(path, cookie).body();
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert", "sda\"'<b>");
        }
        assertThat(server.get("/machines?q=%3Cscript%3Ex", cookie).body())
                .contains("&lt;script>x")
                .doesNotContain("<script>x");
    }

    @Test
    void thePageShowsWhatTheApiAnswers() throws Exception {
        String page = server.get("/machines/" + pc, cookie).body();
        JsonNode machine = server.json("/api/v1/machines/" + pc);

        assertThat(machine.get("name").asText()).isEqualTo("salle1-pc01");
        assertThat(machine.get("status").asText()).isEqualTo("ok");
        assertThat(value(machine, "processor.load")).isEqualTo(41);
        assertThat(value(machine, "memory.used")).isEqualTo(37);
        assertThat(value(machine, "link.round_trip")).isEqualTo(12);
        assertThat(page).contains("en état", ">41\u202f%<", ">37\u202f%<", ">12\u202fms<");

        JsonNode findings = server.json("/api/v1/machines/" + broken).get("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("rule").asText()).isEqualTo("disk_failing");
        assertThat(findings.get(0).get("key").asText()).isEqualTo("storage.pending_sectors");
    }

    private static int value(JsonNode machine, String key) {
        for (JsonNode reading : machine.get("readings")) {
            if (reading.get("key").asText().equals(key)) {
                return reading.get("value").asInt();
            }
        }
        throw new AssertionError(key + " is missing");
    }

    @Test
    void historiesAreAnsweredAndDrawn() throws Exception {
        JsonNode raw = server.json("/api/v1/machines/" + pc + "/readings?key=processor.load");
        assertThat(raw.get("step").asText()).isEqualTo("raw");
        assertThat(raw.get("unit").asText()).isEqualTo("/100");
        assertThat(raw.get("complete").asBoolean()).isTrue();
        assertThat(raw.get("points")).hasSize(1);
        assertThat(raw.get("points").get(0).get("mean").asDouble()).isEqualTo(41);
        JsonNode day = server.json("/api/v1/machines/" + pc + "/readings?key=processor.load&step=day&from=2026-01-01");
        assertThat(day.get("points").get(0).get("n").asInt()).isEqualTo(1);

        String page = server.get("/machines/" + pc + "/history?key=processor.load&range=month", cookie)
                .body();
        assertThat(page).contains("Charge du processeur : 41\u202f%, sans variation.", "role=\"img\"", "<table>");
        String empty =
                server.get("/machines/" + pc + "/history?key=fan.speed", cookie).body();
        assertThat(empty).contains("Aucun relevé sur cette durée.");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/machines?status=broken, 400, 'status=broken: one of down, silent, watch, ok, off is expected'",
        "/api/v1/machines?limit=201, 400, 'limit=201: a whole number from 1 to 200 is expected'",
        "/api/v1/machines?limit=x, 400, 'limit=x: a whole number from 1 to 200 is expected'",
        "/api/v1/machines?cursor=AAAA, 400, cursor=AAAA: the value of 'next' from an earlier answer is expected",
        "/api/v1/machines/nobody, 404, there is no machine 'nobody'",
        "/api/v1/machines/{id}/readings, 400, 'key=: the key of a reading that is a number is expected, such as processor.load; /about/data lists them all'",
        "/api/v1/machines/{id}/readings?key=device.model, 400, 'key=device.model: the key of a reading that is a number is expected, such as processor.load; /about/data lists them all'",
        "/api/v1/machines/{id}/readings?key=processor.load&from=yesterday, 400, 'from=yesterday: a time such as 2026-11-23T08:00:00Z or a day such as 2026-11-23 is expected'",
        "/api/v1/machines/{id}/readings?key=processor.load&from=1492-01-01, 400, 'from=1492-01-01: a time from 1970 to 9998 is expected'",
        "/api/v1/machines/{id}/readings?key=processor.load&step=week, 400, 'step=week: one of raw, hour, day is expected'",
        "/api/v1/machines/{id}/readings?key=processor.load&instance=-1, 400, 'instance=-1: a whole number from 0 to 65534 is expected'",
        "/api/v1/nothing, 404, Endpoint GET /api/v1/nothing not found",
    })
    void theApiSaysWhatIsWrong(String path, int status, String detail) throws Exception {
        HttpResponse<String> answer = server.api(path.replace("{id}", pc.toString()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
    }

    @Test
    void pagesSayWhatIsWrongInTheVisitorsLanguage() throws Exception {
        HttpResponse<String> french = server.get("/machines?page=0", cookie);
        assertThat(french.statusCode()).isEqualTo(400);
        assertThat(french.body())
                .contains("<title>Erreur : Demande incomprise · Socle</title>")
                .contains("La valeur « 0 » de « page »");
        HttpResponse<String> english = server.get("/machines/unknown?lang=en", cookie);
        assertThat(english.statusCode()).isEqualTo(404);
        assertThat(english.body())
                .contains("<title>Error: Page not found · Socle</title>")
                .contains("lang=\"en\"");
    }

    @Test
    void theListOfTheApiIsWalkedWithCursors() throws Exception {
        JsonNode first = server.json("/api/v1/machines?limit=1");
        JsonNode second = server.json(
                "/api/v1/machines?limit=1&cursor=" + first.get("next").asText());

        assertThat(first.get("machines").get(0).get("id").asText()).isEqualTo(pc.toString());
        assertThat(second.get("machines").get(0).get("id").asText()).isEqualTo(broken.toString());
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(server.json("/api/v1/machines?status=down").get("machines")).hasSize(1);
        assertThat(server.json("/api/v1/machines?rule=disk_failing").get("machines"))
                .hasSize(1);
        assertThat(server.json("/api/v1/machines?q=salle1").get("machines")).hasSize(1);
    }

    @Test
    void whoLooksAtAMachinePutsItInLiveMode() throws Exception {
        try (TestDevice device = new TestDevice(server.mqttPort(), pc)) {
            device.subscribe("socle/v1/" + pc + "/cmd");
            HttpResponse<InputStream> stream = server.stream("/machines/" + pc + "/live", cookie);
            try (BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
                assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/event-stream");
                assertThat(device.received.poll(10, TimeUnit.SECONDS))
                        .contains("\"op\":\"write\"", "\"path\":\"/42777/0/5\"", "\"value\":600", "\"notAfter\"");
                server.report(pc, 2, false, TestServer.number(Memory.USED, 37));
                assertThat(events.lines()
                                .filter(line -> line.equals("event: pack"))
                                .findFirst())
                        .isPresent();
            }
        }
        assertThat(server.get("/machines/" + UUID.randomUUID() + "/live", cookie)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anExactSearchLeadsToTheMachine() throws Exception {
        HttpResponse<String> answer = server.get("/machines?q=4xk2z5j", cookie);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/machines/" + pc);
    }

    @Test
    void aFilterThatHidesEverythingSaysSo() throws Exception {
        assertThat(server.get("/machines?q=nulle+part", cookie).body())
                .contains("Aucun poste ne correspond.", "Effacer les filtres", "value=\"nulle part\"");
    }

    @Test
    void theLanguageIsChosenOnceAndKept() throws Exception {
        assertThat(server.get("/about/data", "").body()).contains("lang=\"fr\"");
        assertThat(server.get("/about/data", "", "Accept-Language", "en-GB,en;q=0.9")
                        .body())
                .contains("lang=\"en\"");
        HttpResponse<String> chosen = server.get("/about/data?lang=en", "");
        String kept = chosen.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(kept).isEqualTo("socle_language=en");
        assertThat(server.get("/about/data", kept).body())
                .contains("lang=\"en\"")
                .contains("href=\"/about/data?lang=fr\"");
    }

    @Test
    void aSecondViewCostsNextToNothing() throws Exception {
        HttpResponse<String> first = server.get("/about/data", "");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/about/data", "", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        String style = first.body().replaceAll("(?s).*href=\"([^\"]+style.css)\".*", "$1");
        assertThat(server.get(style, "").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
    }
}
