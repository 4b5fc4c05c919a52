package org.socle.fleet.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.Hours;
import org.socle.fleet.calendar.PlaceCalendar;
import org.socle.fleet.calendar.Special;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.enrolment.NewCode;
import org.socle.fleet.enrolment.TestMachine;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.FactsText;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.ticket.NewIntervention;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.TicketFilter;

/**
 * Everything there is to ask for, asked by people of one school about another one: they learn nothing of it, not even that it
 * is there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherSchoolTest {
    /** Who asks: people of every role, and a program. */
    private static final List<String> VIEWERS = List.of("administrator", "technician", "school", "officer", "client");

    /** Addresses that lead to something of one school; {x} is filled in with what is there, and with what is not. */
    private static final Map<String, String> OF_ONE = new LinkedHashMap<>();

    /** Addresses that lead to lists, or to nothing of a school; asked as they stand. */
    private static final Map<String, List<String>> OTHERS = new LinkedHashMap<>();

    static {
        for (String path : List.of("", "/history", "/readings", "/move", "/revoke", "/keep-out", "/live")) {
            OF_ONE.put("GET /machines/{id}" + path, "/machines/{machine}" + path + "?key=processor.load");
        }
        OF_ONE.put("POST /machines/{id}/move", "/machines/{machine}/move");
        OF_ONE.put("POST /machines/{id}/speed", "/machines/{machine}/speed");
        OF_ONE.put("POST /machines/{id}/revoke", "/machines/{machine}/revoke");
        OF_ONE.put("POST /machines/{id}/keep-out", "/machines/{machine}/keep-out");
        OF_ONE.put("POST /machines/{id}/let-in", "/machines/{machine}/let-in");
        OF_ONE.put("GET /api/v1/machines/{id}", "/api/v1/machines/{machine}");
        OF_ONE.put("GET /api/v1/machines/{id}/forecasts", "/api/v1/machines/{machine}/forecasts");
        OF_ONE.put("GET /api/v1/machines/{id}/readings", "/api/v1/machines/{machine}/readings?key=processor.load");
        OF_ONE.put("GET /incidents/{id}", "/incidents/{incident}");
        OF_ONE.put("GET /api/v1/incidents/{id}", "/api/v1/incidents/{incident}");
        for (String path : List.of("/acknowledge", "/release", "/suppress", "/close", "/note", "/ticket", "/redact")) {
            OF_ONE.put("POST /incidents/{id}" + path, "/incidents/{incident}" + path);
        }
        OF_ONE.put("GET /schools/{uai}", "/schools/{uai}");
        OF_ONE.put("GET /api/v1/schools/{uai}", "/api/v1/schools/{uai}");
        OF_ONE.put("GET /schools/{uai}/bulletin", "/schools/{uai}/bulletin");
        OF_ONE.put("GET /schools/{uai}/bulletin.pdf", "/schools/{uai}/bulletin.pdf");
        for (String path : List.of("", "/review.pdf", "/review.json", "/review.csv", "/review.ods")) {
            OF_ONE.put("GET /reports/sobriety/{id}/{period}" + path, "/reports/sobriety/{school}/2026" + path);
        }
        OF_ONE.put("POST /reports/sobriety/{id}/{period}/keep", "/reports/sobriety/{school}/2026/keep");
        OF_ONE.put("GET /rooms/{id}", "/rooms/{room}");
        OF_ONE.put("GET /places/{id}", "/places/{school}");
        OF_ONE.put("GET /places/{id}/tariffs", "/places/{school}/tariffs");
        OF_ONE.put("POST /places/{id}/tariffs", "/places/{school}/tariffs");
        OF_ONE.put("POST /places/{id}/tariffs/remove", "/places/{school}/tariffs/remove");
        OF_ONE.put("GET /places/{id}/meter", "/places/{school}/meter");
        for (String path : List.of("", "/apply", "/remove")) {
            OF_ONE.put("POST /places/{id}/meter" + path, "/places/{school}/meter" + path);
        }
        OF_ONE.put("GET /places/{id}/alerts", "/places/{school}/alerts");
        OF_ONE.put("POST /places/{id}/alerts", "/places/{school}/alerts");
        OF_ONE.put("GET /places/{id}/delete", "/places/{school}/delete");
        for (String path : List.of("", "/add", "/move", "/delete")) {
            OF_ONE.put("POST /places/{id}" + path, "/places/{school}" + path);
        }
        for (String path : List.of("", "/hours", "/zone", "/exceptions", "/exceptions/remove")) {
            String method = path.isEmpty() ? "GET " : "POST ";
            OF_ONE.put(method + "/schools/{uai}/calendar" + path, "/schools/{uai}/calendar" + path);
            OF_ONE.put(method + "/places/{id}/calendar" + path, "/places/{school}/calendar" + path);
        }
        for (String path : List.of("/ticket", "/label")) {
            for (String method : List.of("GET ", "POST ")) {
                OF_ONE.put(method + "/machines/{id}" + path, "/machines/{machine}" + path);
                OF_ONE.put(method + "/schools/{uai}" + path, "/schools/{uai}" + path);
            }
        }
        for (String method : List.of("GET ", "POST ")) {
            OF_ONE.put(method + "/rooms/{id}/labels", "/rooms/{room}/labels");
            OF_ONE.put(method + "/schools/{uai}/labels", "/schools/{uai}/labels");
        }
        for (String method : List.of("GET ", "POST ")) {
            OF_ONE.put(method + "/machines/{id}/facts", "/machines/{machine}/facts");
            OF_ONE.put(method + "/lifecycle/items/{item}", "/lifecycle/items/{item}");
        }
        OF_ONE.put("POST /lifecycle/items/{item}/remove", "/lifecycle/items/{item}/remove");
        OF_ONE.put("GET /machines/{id}/tickets", "/machines/{machine}/tickets");
        OF_ONE.put("GET /rooms/{id}/label", "/rooms/{room}/label");
        OF_ONE.put("POST /rooms/{id}/label", "/rooms/{room}/label");
        for (String path : List.of("", "/intervention")) {
            OF_ONE.put("GET /tickets/{number}" + path, "/tickets/{ticket}" + path);
            OF_ONE.put("POST /tickets/{number}" + path, "/tickets/{ticket}" + path);
        }
        OF_ONE.put("GET /tickets/{number}/redact", "/tickets/{ticket}/redact?photo=1&line=1");
        OF_ONE.put("POST /tickets/{number}/redact", "/tickets/{ticket}/redact?photo=1");
        for (String method : List.of("GET ", "POST ")) {
            OF_ONE.put(
                    method + "/tickets/{number}/interventions/{intervention}/withdraw",
                    "/tickets/{ticket}/interventions/1/withdraw");
        }
        for (String path : List.of("/assign", "/photos")) {
            OF_ONE.put("POST /tickets/{number}" + path, "/tickets/{ticket}" + path);
        }
        OF_ONE.put("GET /tickets/{number}/photos/{photo}", "/tickets/{ticket}/photos/1");
        OF_ONE.put("GET /api/v1/tickets/{number}", "/api/v1/tickets/{ticket}");
        OF_ONE.put("GET /accounts/{id}", "/accounts/{account}");
        for (String path : List.of("", "/disable", "/enable", "/reset")) {
            OF_ONE.put("POST /accounts/{id}" + path, "/accounts/{account}" + path);
        }
        OF_ONE.put("POST /account/tokens/{token}/revoke", "/account/tokens/{token}/revoke");

        OTHERS.put("GET /today", List.of("/today", "/today?cause=disk_failing"));
        OTHERS.put(
                "GET /energy",
                List.of(
                        "/energy",
                        "/energy?place={uai}",
                        "/energy?room={room}",
                        "/energy?machine={machine}",
                        "/energy?period=2026-10-14&machine={machine}"));
        OTHERS.put("GET /energy/factors", List.of("/energy/factors"));
        OTHERS.put("GET /energy/factors.csv", List.of("/energy/factors.csv"));
        OTHERS.put("POST /energy/factors", List.of("/energy/factors"));
        OTHERS.put("POST /energy/factors/apply", List.of("/energy/factors/apply"));
        OTHERS.put("GET /energy/open-data", List.of("/energy/open-data"));
        OTHERS.put("GET /energy/open-data.csv", List.of("/energy/open-data.csv?period=2026"));
        OTHERS.put("GET /energy/open-data.json", List.of("/energy/open-data.json?period=2026"));
        OTHERS.put("GET /energy.csv", List.of("/energy.csv", "/energy.csv?place={uai}", "/energy.csv?room={room}"));
        OTHERS.put("GET /energy.ods", List.of("/energy.ods", "/energy.ods?machine={machine}"));
        OTHERS.put(
                "GET /api/v1/energy",
                List.of(
                        "/api/v1/energy",
                        "/api/v1/energy?place={uai}",
                        "/api/v1/energy?room={room}",
                        "/api/v1/energy?period=2026-10-14&machine={machine}"));
        OTHERS.put(
                "GET /incidents",
                List.of(
                        "/incidents",
                        "/incidents?state=all",
                        "/incidents?school={uai}",
                        "/incidents?machine={machine}"));
        OTHERS.put("POST /incidents/acknowledge", List.of("/incidents/acknowledge?ids={incident}"));
        OTHERS.put("GET /api/v1/incidents", List.of("/api/v1/incidents", "/api/v1/incidents?state=all"));
        OTHERS.put(
                "GET /machines",
                List.of(
                        "/machines",
                        "/machines?q=ALPHA",
                        "/machines?q=SERIAL-A",
                        "/machines?q={serial}",
                        "/machines?q={machine}",
                        "/machines?q={uai}",
                        "/machines?q=%23{ticket}",
                        "/machines?q={ticket}",
                        "/machines?q=Alphaville",
                        "/machines?status=down",
                        "/machines?rule=disk_failing",
                        "/machines?school={uai}"));
        OTHERS.put(
                "GET /api/v1/machines",
                List.of("/api/v1/machines", "/api/v1/machines?q=ALPHA", "/api/v1/machines?school={uai}"));
        OTHERS.put("GET /api/v1/schools", List.of("/api/v1/schools", "/api/v1/schools?q=alpha"));
        OTHERS.put("GET /api/v1/rooms", List.of("/api/v1/rooms", "/api/v1/rooms?q=alpha"));
        OTHERS.put("GET /api/v1/territories", List.of("/api/v1/territories"));
        OTHERS.put(
                "GET /api/v1/audit",
                List.of("/api/v1/audit", "/api/v1/audit?who=alpha", "/api/v1/audit?action=machine_placed"));
        OTHERS.put(
                "GET /tickets",
                List.of("/tickets", "/tickets?state=all", "/tickets?state=late&who=nobody", "/tickets?school={uai}"));
        OTHERS.put("GET /api/v1/tickets", List.of("/api/v1/tickets", "/api/v1/tickets?school={uai}"));
        OTHERS.put("GET /figures", List.of("/figures", "/figures?period=months", "/figures?place={uai}"));
        OTHERS.put(
                "GET /figures.csv",
                List.of("/figures.csv", "/figures.csv?table=machines", "/figures.csv?for=sheet&table=models"));
        OTHERS.put("GET /replacements", List.of("/replacements", "/replacements?place={uai}"));
        OTHERS.put("GET /replacements.csv", List.of("/replacements.csv", "/replacements.csv?for=sheet"));
        OTHERS.put("GET /lifecycle", List.of("/lifecycle", "/lifecycle?place={uai}"));
        OTHERS.put("GET /lifecycle.csv", List.of("/lifecycle.csv", "/lifecycle.csv?for=sheet"));
        OTHERS.put("GET /lifecycle.ods", List.of("/lifecycle.ods"));
        OTHERS.put("GET /lifecycle/footprint", List.of("/lifecycle/footprint", "/lifecycle/footprint?place={uai}"));
        OTHERS.put("GET /lifecycle/footprint.csv", List.of("/lifecycle/footprint.csv"));
        OTHERS.put("GET /api/v1/lifecycle", List.of("/api/v1/lifecycle", "/api/v1/lifecycle?place={uai}"));
        for (String rate : List.of("purchases", "reuse", "refurbished")) {
            OTHERS.put("GET /lifecycle/" + rate, List.of("/lifecycle/" + rate, "/lifecycle/" + rate + "?place={uai}"));
            OTHERS.put("GET /lifecycle/" + rate + ".csv", List.of("/lifecycle/" + rate + ".csv"));
        }
        OTHERS.put("GET /lifecycle/items/new", List.of("/lifecycle/items/new"));
        OTHERS.put("POST /lifecycle/items/new", List.of("/lifecycle/items/new"));
        OTHERS.put("GET /lifecycle/import", List.of("/lifecycle/import"));
        OTHERS.put("POST /lifecycle/import", List.of("/lifecycle/import"));
        OTHERS.put("POST /lifecycle/import/apply", List.of("/lifecycle/import/apply"));
        OTHERS.put("GET /figures.ods", List.of("/figures.ods"));
        OTHERS.put("GET /help/{code}", List.of("/help/{machine}"));
        OTHERS.put("POST /help/{code}", List.of("/help/{machine}"));
        OTHERS.put("GET /quarantine", List.of("/quarantine", "/quarantine?device={machine}", "/quarantine?id=1"));
        OTHERS.put(
                "POST /quarantine/replay", List.of("/quarantine/replay?id=1", "/quarantine/replay?device={machine}"));
        OTHERS.put(
                "POST /quarantine/delete", List.of("/quarantine/delete?id=1", "/quarantine/delete?device={machine}"));
        OTHERS.put("GET /audit", List.of("/audit", "/audit?who=alpha"));
        OTHERS.put("GET /audit.csv", List.of("/audit.csv", "/audit.csv?for=sheet"));
        OTHERS.put("GET /places", List.of("/places"));
        OTHERS.put("POST /places", List.of("/places"));
        OTHERS.put("GET /places/import", List.of("/places/import"));
        OTHERS.put("POST /places/import", List.of("/places/import"));
        OTHERS.put("POST /places/import/apply", List.of("/places/import/apply"));
        OTHERS.put("GET /calendar", List.of("/calendar"));
        OTHERS.put("POST /calendar/zones", List.of("/calendar/zones"));
        OTHERS.put("GET /calendar/import", List.of("/calendar/import"));
        OTHERS.put("POST /calendar/import", List.of("/calendar/import"));
        OTHERS.put("POST /calendar/import/apply", List.of("/calendar/import/apply"));
        OTHERS.put("GET /calendar/zones/{zone}", List.of("/calendar/zones/a", "/calendar/zones/{uai}"));
        for (String path : List.of("", "/holidays", "/holidays/remove")) {
            OTHERS.put("POST /calendar/zones/{zone}" + path, List.of("/calendar/zones/a" + path));
        }
        OTHERS.put("GET /accounts", List.of("/accounts"));
        OTHERS.put("POST /accounts", List.of("/accounts"));
        OTHERS.put("GET /account", List.of("/account"));
        OTHERS.put("POST /account/password", List.of("/account/password"));
        OTHERS.put("POST /account/tokens", List.of("/account/tokens"));
        OTHERS.put("GET /account/totp", List.of("/account/totp"));
        OTHERS.put("POST /account/totp", List.of("/account/totp"));
        OTHERS.put("POST /account/totp/disable", List.of("/account/totp/disable"));
        OTHERS.put("GET /enrol", List.of("/enrol", "/enrol?school={uai}", "/enrol?name=alpha"));
        for (String path :
                List.of("/enrol", "/enrol/approve", "/enrol/decide", "/enrol/cancel", "/enrol/introduction")) {
            OTHERS.put("POST " + path, List.of(path));
        }
        for (String path : List.of(
                "/enrol/ca.pem",
                "/enrol/join.sh",
                "/enrol/socle-agent.jar",
                "/enrol/bin/socle-agent",
                "/enrol/bin/socle-hwread",
                "/enrol/systemd/socle-agent.service",
                "/enrol/systemd/socle-agent.sysusers",
                "/enrol/systemd/socle-hwread.service",
                "/enrol/systemd/socle-hwread.timer")) {
            OTHERS.put("GET " + path, List.of(path));
        }
        OTHERS.put("GET /.well-known/est/cacerts", List.of("/.well-known/est/cacerts"));
        for (String path : List.of("simpleenroll", "simplereenroll")) {
            OTHERS.put("POST /.well-known/est/" + path, List.of("/.well-known/est/" + path));
        }
        OTHERS.put("GET /device/speed", List.of("/device/speed"));
        OTHERS.put("POST /device/speed", List.of("/device/speed"));
        OTHERS.put("GET /", List.of("/"));
        OTHERS.put("GET /about/data", List.of("/about/data"));
        OTHERS.put("GET /sign-in", List.of("/sign-in"));
        OTHERS.put("GET /sign-in/{secret}", List.of("/sign-in/{machine}"));
        OTHERS.put("POST /sign-in/{secret}", List.of("/sign-in/{machine}"));
        OTHERS.put("GET /oidc/start", List.of("/oidc/start"));
        OTHERS.put("GET /oidc/callback", List.of("/oidc/callback?state={machine}"));
        OTHERS.put("POST /sign-in", List.of("/sign-in"));
        OTHERS.put("POST /sign-in/code", List.of("/sign-in/code"));
        OTHERS.put("GET /join/{secret}", List.of("/join/{machine}"));
        OTHERS.put("POST /join/{secret}", List.of("/join/{machine}"));
        OTHERS.put("GET /assets/{version}/{name}", List.of("/assets/x/style.css"));
        OTHERS.put("GET /favicon.ico", List.of("/favicon.ico"));
        OTHERS.put("GET /healthz", List.of("/healthz"));
        OTHERS.put("GET /readyz", List.of("/readyz"));
        OTHERS.put("GET /metrics", List.of("/metrics"));
        OTHERS.put("GET /api/v1/openapi.yaml", List.of("/api/v1/openapi.yaml"));
        // These end the session they come with; last.
        OTHERS.put("POST /account/sign-out", List.of("/account/sign-out"));
        OTHERS.put("POST /sign-out", List.of("/sign-out"));
    }

    private TestServer server;
    private final Map<String, String> there = new LinkedHashMap<>();
    private final Map<String, String> notThere = Map.of(
            "machine", UUID.randomUUID().toString(),
            "uai", "0382032C",
            "room", "987654",
            "school", "987653",
            "account", "987652",
            "item", "987648",
            "ticket", "987650",
            "incident", "987649",
            "token", "987651");
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private Place alpha;
    private String ownTechnician;
    private String clientToken;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        // Nobody answers there: what is asked for here does not depend on it.
        server = new TestServer(
                directory, new OidcConfig(URI.create("http://127.0.0.1:1"), "socle", directory.resolve("none"), false));
        var root = TestServer.root();
        Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville commune"));
        alpha = school(town, "École Alphaville", "0381778B");
        Place beta = school(town, "École Betaville", "0381780D");
        Place room = server.places().create(root, alpha.id(), PlaceKind.ROOM, PlaceDetails.named("Salle Alphaville"));
        UUID machine = server.machine(
                "ALPHA-pc01",
                TestServer.number(Processor.LOAD, 41),
                TestServer.text(org.socle.contract.catalogue.Device.SERIAL_NUMBER, "SERIAL-A42"),
                TestServer.text(Storage.DEVICE, "sda"),
                TestServer.number(Storage.PERCENTAGE_USED, 41),
                TestServer.number(Storage.PENDING_SECTORS, 8));
        // The same trouble in the other school: what both have in common names its own machines only.
        UUID own = server.machine(
                "BETA-pc01", TestServer.text(Storage.DEVICE, "sda"), TestServer.number(Storage.PENDING_SECTORS, 8));
        server.machines().move(root, own, beta.id());
        UUID unplaced = server.machine("ALPHA-nowhere", TestServer.number(Processor.LOAD, 41));
        server.machines().move(root, machine, room.id());
        server.calendars()
                .addSpecial(
                        root, alpha, new Special(LocalDate.EPOCH, LocalDate.EPOCH, Hours.NONE, "Fête d'Alphaville"));
        Account ofAlpha = server.account("Alice Alphaville", Role.TECHNICIAN, alpha);
        ownTechnician = server.session(ofAlpha);
        server.tokens().create(server.viewer(ownTechnician), "alpha-token", null, null);
        for (Role role : Role.ofPeople()) {
            accounts.put(role.word(), server.account("Bob " + role.word(), role, beta));
        }
        clientToken = server.tokens()
                .create(server.viewer(server.session(accounts.get("administrator"))), "reader", null, null);
        String code = server.enrolment()
                .create(
                        Scope.of(alpha.path()),
                        TestServer.PERSON,
                        new NewCode(room.id(), Duration.ofHours(1), 30, false))
                .text();
        new TestMachine(server, "ALPHA-waiting", TestMachine.ownHardware()).enrol(code);
        server.sweep(Duration.ZERO);
        there.put(
                "incident",
                Long.toString(server.incidents()
                        .page(Scope.of(alpha.path()), IncidentFilter.CURRENT, 1, 1)
                        .get(0)
                        .incident()
                        .id()));
        there.put("machine", machine.toString());
        there.put("uai", alpha.uai());
        there.put("room", Long.toString(room.id()));
        there.put("school", Long.toString(alpha.id()));
        there.put("account", Long.toString(ofAlpha.id()));
        there.put("token", "1");
        there.put("ticket", Long.toString(ticket(root, machine)));
        there.put(
                "item",
                Long.toString(new Equipment(server.database(), Clock.systemUTC())
                        .save(
                                root,
                                0,
                                "Écran Alphaville",
                                alpha.uai(),
                                new FactsText(Map.of("category", "screen", "acquired", "2026-01-05", "how", "new")))));
        there.put("serial", "SERIAL-A42");
        there.put("unplaced", unplaced.toString());
    }

    private long ticket(Viewer root, UUID machine) throws IOException {
        long id =
                server.machines().find(Scope.EVERYTHING, machine).orElseThrow().id();
        long ticket = server.tickets()
                .open(root, new NewTicket("other", "Panne Alphaville", id, null, null, Origin.PERSON, Priority.NORMAL))
                .number();
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", photo);
        server.photos().add(root, ticket, photo.toByteArray());
        server.interventions()
                .note(
                        root,
                        ticket,
                        new NewIntervention(Instant.now(), 10, 0, 0, "Vu à Alphaville", true, "", "", List.of()));
        return ticket;
    }

    private Place school(Place town, String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    static List<String> viewers() {
        return VIEWERS;
    }

    @Test
    void everyRouteIsAskedFor() {
        assertThat(Stream.concat(OF_ONE.keySet().stream(), OTHERS.keySet().stream()))
                .as("a new route has to say here what of another school could be asked of it")
                .containsExactlyInAnyOrderElementsOf(server.routes());
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void whatIsThereAnswersLikeWhatIsNot(String viewer) throws Exception {
        String before = state();
        for (Map.Entry<String, String> route : OF_ONE.entrySet()) {
            HttpResponse<String> real = ask(viewer, route.getKey(), fill(route.getValue(), there));
            HttpResponse<String> unreal = ask(viewer, route.getKey(), fill(route.getValue(), notThere));
            assertThat(real.statusCode()).as(viewer + " " + route.getKey()).isIn(303, 403, 404);
            assertThat(real.statusCode()).as(viewer + " " + route.getKey()).isEqualTo(unreal.statusCode());
            assertThat(plain(real, fill(route.getValue(), there), there))
                    .as(viewer + " " + route.getKey())
                    .isEqualTo(plain(unreal, fill(route.getValue(), notThere), notThere));
            // The id itself was the asker's own word.
            assertThat(plain(real, fill(route.getValue(), there), there)).doesNotContainIgnoringCase("alpha");
        }
        assertThat(state()).as("nothing was changed").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void listsShowNothingOfIt(String viewer) throws Exception {
        String before = state();
        for (Map.Entry<String, List<String>> route : OTHERS.entrySet()) {
            for (String path : route.getValue()) {
                HttpResponse<String> answer = ask(viewer, route.getKey(), fill(path, there));
                // What was asked for comes back as it was typed: never the whole name of anything.
                assertThat(answer.body())
                        .as(viewer + " " + path)
                        .doesNotContain(
                                "ALPHA-pc01",
                                "ALPHA-nowhere",
                                "ALPHA-waiting",
                                "École Alphaville",
                                "Salle Alphaville",
                                "Alice Alphaville",
                                "Panne Alphaville",
                                "Écran Alphaville",
                                "alpha-token",
                                there.get("unplaced"));
                if (!path.contains("{") && route.getKey().startsWith("GET")) {
                    assertThat(answer.body())
                            .as(viewer + " " + path)
                            .doesNotContain(there.get("machine"), there.get("uai"), there.get("serial"));
                }
                assertThat(answer.headers().firstValue("Location").orElse(""))
                        .as(viewer + " " + path)
                        .doesNotContain(there.get("machine"), there.get("uai"));
            }
        }
        assertThat(state()).as("nothing was changed").isEqualTo(before);
    }

    /** The same for who belongs there: what the others do not find is really there. */
    @Test
    void itsOwnPeopleFindIt() throws Exception {
        for (Map.Entry<String, String> route : OF_ONE.entrySet()) {
            if (route.getKey().startsWith("GET")
                    && !route.getKey().endsWith("/live")
                    && !route.getKey().contains("accounts")
                    && !route.getKey().contains("photos")) {
                HttpResponse<String> answer = server.get(fill(route.getValue(), there), ownTechnician);
                assertThat(answer.statusCode()).as(route.getKey()).isEqualTo(200);
                // A workbook is packed: that it is there has to do.
                if (!route.getKey().endsWith(".ods")) {
                    assertThat(answer.body())
                            .as(route.getKey())
                            .containsAnyOf("ALPHA-pc01", "Alphaville", "processor.load", "disk_worn");
                }
            }
        }
        assertThat(server.get("/today", ownTechnician).body())
                .contains("ALPHA-pc01")
                .doesNotContain("ALPHA-nowhere");
        assertThat(server.get("/audit", ownTechnician).body()).contains("ALPHA-pc01");
        assertThat(server.get("/enrol", ownTechnician).body()).contains("ALPHA-waiting");
    }

    private String state() {
        List<String> state = new ArrayList<>();
        server.places()
                .after(Scope.EVERYTHING, Set.of(PlaceKind.values()), "", 0, 1_000)
                .forEach(listed -> state.add(listed.toString()));
        PlaceCalendar calendar = server.calendars().of(Scope.EVERYTHING, alpha);
        state.add(calendar.week() + calendar.ownZone() + calendar.specials());
        state.add(server.holidays().zones().toString());
        server.tickets()
                .list(Scope.EVERYTHING, TicketFilter.ALL, 1, 100)
                .forEach(each -> state.add(each + " "
                        + server.tickets().log(Scope.EVERYTHING, each.number(), 1, 100)
                        + server.photos().ofTicket(Scope.EVERYTHING, each.number())));
        state.add(server.holidays().all().toString());
        state.add(new Equipment(server.database(), Clock.systemUTC())
                .all(Scope.EVERYTHING)
                .toString());
        server.accounts().list(Scope.EVERYTHING).forEach(listed -> state.add(listed.toString()));
        state.add(server.enrolment().waiting(Scope.EVERYTHING).toString());
        // Codes hold an array, whose text says where it lies.
        server.enrolment().openCodes(Scope.EVERYTHING).forEach(code -> state.add(code.id() + " " + code.place()));
        state.add(server.tokens().of(Long.parseLong(there.get("account"))).toString());
        return String.join("\n", state);
    }

    private HttpResponse<String> ask(String viewer, String route, String path) throws Exception {
        if (viewer.equals("client")) {
            return server.get(path, "", "Authorization", "Bearer " + clientToken);
        }
        // Anew each time: some routes end it.
        String cookie = server.session(accounts.get(viewer));
        return route.startsWith("POST")
                ? server.submit(
                        path,
                        cookie,
                        Map.ofEntries(
                                entry("place", there.get("room")),
                                entry("into", there.get("uai")),
                                entry("kind", "room"),
                                entry("name", "Salle 9"),
                                entry("uai", "0380004Y"),
                                entry("role", "administrator"),
                                entry("places", there.get("uai")),
                                entry("everything", "1"),
                                entry("monday", "10:00-11:00"),
                                entry("zone", "b"),
                                entry("first", "2026-12-01"),
                                entry("reason", "Travaux"),
                                entry("holiday", "Pont"),
                                entry("clock", "Indian/Reunion"),
                                entry("id", "1"),
                                entry("number", "N-1"),
                                entry("category", "screen"),
                                entry("list", "zone,name,first_day,last_day\na,Pont,2030-01-07,2030-01-08"),
                                entry("request", "1"),
                                entry("decision", "new"),
                                entry("code", "1"),
                                entry("to", "closed"),
                                entry("do", "make"),
                                entry("complaint", "no_start"),
                                entry("text", "Bonjour"),
                                entry("what", "Bonjour"),
                                entry("outcome", "done"),
                                entry("take", "1"),
                                entry("photo", "1")))
                : server.get(path, cookie);
    }

    private static String fill(String path, Map<String, String> values) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /** An answer without what was asked for, which it may repeat, and without the token of its forms. */
    private static String plain(HttpResponse<String> answer, String path, Map<String, String> values) {
        String plain = answer.body()
                .replaceAll("form_token\" value=\"[^\"]*\"", "")
                .replace(path.replaceFirst("\\?.*", ""), "PATH");
        for (String value : values.values()) {
            plain = plain.replace("'" + value + "'", "ID");
        }
        return plain;
    }
}
