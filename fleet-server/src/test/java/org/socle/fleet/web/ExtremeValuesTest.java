package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;

/** Values beyond all bounds in addresses and forms, and characters that turn others around in texts. */
@Timeout(300)
class ExtremeValuesTest {
    private static final List<String> NAMES = List.of(
            "from", "to", "period", "month", "day", "year", "now", "cursor", "page", "older", "step", "first", "limit",
            "id", "edition", "line");
    private static final List<String> VALUES = List.of(
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "+292278994-08-17T07:12:55.808Z",
            "+999999999-12",
            "-999999999-01-01",
            "999999999",
            "99999999999999999999");

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static String cookie;
    private static Place school;
    private static UUID machine;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(directory);
        school = server.school(server.town("Ville"), "École", "0381778B");
        server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle"));
        machine = server.machine("poste", new Sample(Processor.LOAD, 0, 0, 12));
        server.tickets()
                .open(
                        TestServer.root(),
                        new NewTicket("other", "x", null, school.id(), null, Origin.PERSON, Priority.NORMAL));
        cookie = server.session(server.account("Marie", Role.ADMINISTRATOR));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String filled(String path, String period) {
        return path.replace("/machines/{id}", "/machines/" + machine)
                .replace("{uai}", "0381778B")
                .replace("/rooms/{id}", "/rooms/" + (school.id() + 1))
                .replace("{period}", period)
                .replace("{id}", Long.toString(school.id()))
                .replaceAll("\\{[a-z]+}", "1");
    }

    @Test
    void noExtremeValueInAnAddressIsAFaultOfTheServer() throws Exception {
        List<String> addresses = new ArrayList<>();
        for (String route : server.routes()) {
            if (route.startsWith("GET ") && !route.endsWith("/live")) {
                for (String value : VALUES) {
                    String sent = URLEncoder.encode(value, StandardCharsets.UTF_8);
                    if (route.contains("{period}")) {
                        addresses.add(filled(route.substring(4), sent));
                    }
                    for (String name : NAMES) {
                        addresses.add(filled(route.substring(4), "2026") + "?key=processor.load&" + name + "=" + sent);
                    }
                }
            }
        }
        assertThat(addresses).hasSizeGreaterThan(5_000);
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        for (String address : addresses) {
            threads.execute(() -> {
                try {
                    if (server.get(address, cookie).statusCode() >= 500) {
                        faults.add(address);
                    }
                } catch (IOException | InterruptedException e) {
                    faults.add(address + " " + e);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
        assertThat(faults).isEmpty();
    }

    @Test
    void noExtremeTimeInAFormIsAFaultOfTheServer() throws Exception {
        List<String> faults = new ArrayList<>();
        for (String route : server.routes()) {
            if (route.startsWith("POST ") && !route.contains("/sign-out") && !route.contains("/revoke")) {
                for (String value : List.of(
                        VALUES.get(0),
                        VALUES.get(3),
                        VALUES.get(4),
                        VALUES.get(6),
                        "+999999999-12-31",
                        "+999999999-12-31T23:59")) {
                    Map<String, String> fields = new java.util.HashMap<>();
                    for (String name : List.of(
                            "first",
                            "last",
                            "day",
                            "until",
                            "from",
                            "to",
                            "date",
                            "on",
                            "done",
                            "month",
                            "minutes",
                            "hours",
                            "acquired",
                            "retired",
                            "price",
                            "days",
                            "machines",
                            "id")) {
                        fields.put(name, value);
                    }
                    fields.put("cents", "12");
                    fields.put("did", "repaired");
                    HttpResponse<String> answer = server.submit(filled(route.substring(5), "2026"), cookie, fields);
                    if (answer.statusCode() >= 500) {
                        faults.add(route + " " + value);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void charactersThatAreNotSeenAreMarkedWhereverTextsArePutOut() throws Exception {
        String evil = "poste\u202Egpj.exe\u0007\u009b\u2066x";
        UUID id = server.machine(evil);
        server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Sa\u202Elle"));
        List<String> put = List.of(
                server.get("/machines", cookie).body(),
                server.get("/machines/" + id, cookie).body(),
                server.get("/places/" + school.id(), cookie).body(),
                server.get("/audit.csv", cookie).body(),
                server.api("/api/v1/machines/" + id).body(),
                server.api("/api/v1/audit").body());
        assertThat(put).noneMatch(text -> text.matches("(?s).*[\\x07\\x9B\\u202E\\u2066].*"));
        assertThat(put.get(1)).contains("poste\uFFFDgpj.exe");
        assertThat(put.get(4)).contains("poste\uFFFDgpj.exe");
    }
}
