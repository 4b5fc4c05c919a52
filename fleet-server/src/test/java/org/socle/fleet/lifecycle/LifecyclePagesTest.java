package org.socle.fleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

/** The fixture year through a real server: imported, shown, taken away, changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecyclePagesTest {
    private static final Pattern FINGERPRINT = Pattern.compile("name=\"fingerprint\" value=\"([^\"]+)\"");
    private static final Pattern VALUE =
            Pattern.compile("<dd><b><a href=\"/lifecycle/[a-z]+\\?year=2025#method\">(.*?)</a></b>", Pattern.DOTALL);

    private TestServer server;
    private UUID machine;
    private String officer;
    private String head;
    private String stranger;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        Place town = place(null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville de Grenoble"));
        Place school = place(town, PlaceKind.SCHOOL, new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
        Place other = place(null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Isère"));
        place(other, PlaceKind.SCHOOL, new PlaceDetails("Collège Stendhal", "0380004Y", "", "", ""));
        for (String serial : List.of("SN-A", "SN-B", "SN-C", "SN-D")) {
            UUID device = server.machine(serial, TestServer.identity("HP", "ProBook", serial));
            server.machines().move(TestServer.root(), device, school.id());
            machine = device;
        }
        officer = server.session(server.account("Odile", Role.OFFICER, town));
        head = server.session(server.account("Henri", Role.SCHOOL, school));
        stranger = server.session(server.account("Zoé", Role.OFFICER, other));
        String list = FixtureYear.resource("2025.csv");
        String preview = server.submit("/lifecycle/import", officer, Map.of("list", list))
                .body();
        Matcher fingerprint = FINGERPRINT.matcher(preview);
        assertThat(fingerprint.find()).as(preview).isTrue();
        HttpResponse<String> done = server.submit(
                "/lifecycle/import/apply", officer, Map.of("list", list, "fingerprint", fingerprint.group(1)));
        assertThat(done.statusCode()).isEqualTo(303);
    }

    private Place place(Place parent, PlaceKind kind, PlaceDetails details) {
        return server.places().create(TestServer.root(), parent == null ? null : parent.id(), kind, details);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String page(String path, String cookie) throws Exception {
        HttpResponse<String> answer = server.get(path, cookie);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    @Test
    void threeFiguresAreShownEachWithItsPartsAndNoFourth() throws Exception {
        String page = page("/lifecycle?year=2025", officer);

        assertThat(VALUE.matcher(page).results().limit(3).map(found -> found.group(1)))
                .containsExactly("41,8\u202f%", "57,1\u202f%", "53,8\u202f%");
        assertThat(page)
                .contains("740,00\u202f€ sur 1\u202f770,00\u202f€", "4 équipements sur 7 équipements")
                .contains(
                        "52\u202f% (920,50\u202f€)", "Objectif de cette année : 20 %", "Objectif de cette année : 50 %")
                .contains("En service de dix ans et plus : 2", "juriste");
        assertThat(page("/lifecycle?year=2025&lang=en", officer)).contains("4 pieces of equipment of 7");
    }

    @Test
    void makingAndReuseAreShownAsRangesAndLeadToTheirMethod() throws Exception {
        String page = page("/lifecycle?year=2025", officer);
        assertThat(page)
                .contains("Fabrication, répartie sur la durée de vie", "Évité par le réemploi")
                .contains("href=\"/lifecycle/footprint?year=2025\"");
        String footprint = page("/lifecycle/footprint?year=2025", officer);
        assertThat(footprint).contains("ADEME", "édition 2026-11", "POR-1");
        assertThat(page("/lifecycle/footprint?year=2025", stranger)).doesNotContain("POR-1");
        // An old edition gives its figures again, and says that it does not count.
        assertThat(page("/lifecycle/footprint?year=2025&edition=2026-05", officer))
                .contains("Calculé avec l’édition 2026-05 des facteurs")
                .contains("/lifecycle/footprint.csv?for=data&amp;year=2025&amp;edition=2026-05");
        assertThat(page("/lifecycle/footprint.csv?for=data&year=2025&edition=2026-05", officer))
                .contains(",37.02,16.56,37.36,2026-05");
        assertThat(page("/api/v1/lifecycle?year=2025&edition=2026-05", officer)).contains("\"edition\":\"2026-05\"");
        assertThat(page("/lifecycle/footprint.csv?for=data&year=2025", officer))
                .contains(
                        "POR-1,POR-1,laptop,École Jean Macé,0381778B,185.1,175.0,281.0,0.0,5,0,37.02,16.56,37.36,2026-11",
                        "SN-C,SN-C,desktop,École Jean Macé,0381778B,211.5,210.0,328.0,0.0,12,0,17.63,18.58,41.9,2026-11",
                        "SRV-1,SRV-1,server,École Jean Macé,0381778B,,,,,,,,,,2026-11");
        // Avoided at least: three laptops, a desktop, a tablet.
        assertThat(page("/api/v1/lifecycle?year=2025", officer))
                .contains("\"avoided_low_kg_a_year\":81.62", "\"percent\":57.14", "\"not_counted\":5");
    }

    @Test
    void aRefusedLineSaysWhyAndNothingIsTaken() throws Exception {
        HttpResponse<String> answer = server.submit(
                "/lifecycle/import",
                officer,
                Map.of("list", "number,uai,category\nX-1,0381778B,abacus\nX-2,0000000X,screen"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("X-1", "abacus", "X-2", "0000000X").doesNotContain("name=\"fingerprint\"");
    }

    @Test
    void eachRateHasItsRuleItsSourceAndItsMachines() throws Exception {
        assertThat(page("/lifecycle/purchases?year=2025", officer))
                .contains("41,8\u202f%", "POR-1", "POR-2", "SN-A", "décret 2024-134", "juriste", "200,00\u202f€")
                .contains("don sans valeur forfaitaire", "Objectif de cette année : 20")
                .doesNotContain("SRV-1");
        assertThat(page("/lifecycle/reuse?year=2025", officer))
                .contains("57,1\u202f%", "R-7", "fabriqué vers 2017 (estimé)", "dix ans et plus : laissé de côté")
                .doesNotContain("R-8");
        assertThat(page("/lifecycle/refurbished?year=2025", officer)).contains("53,8\u202f%", "SN-D", "interne");
    }

    @Test
    void filesHoldTheSame() throws Exception {
        assertThat(server.get("/lifecycle.csv?year=2025", officer).body().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains(",740.0,1770.0,EUR,41.8,920.5,52.0,20,"))
                .anySatisfy(line -> assertThat(line).contains(",4,7,").contains(",57.14,"));
        String lines = server.get("/lifecycle/purchases.csv?year=2025", officer).body();
        assertThat(lines.lines()).hasSize(10);
        assertThat(lines)
                .contains("POR-1,POR-1,laptop,École Jean Macé,0381778B,gift,200.0,1,1,1,2022,0,2025-09-01,gift");
        assertThat(server.get("/lifecycle/purchases.csv?year=2025&for=sheet", officer)
                        .body())
                .startsWith("\ufeff")
                .contains("ECR-1;ECR-1;écran;", ";180,5;0;1;1;");
        HttpResponse<byte[]> book = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/lifecycle.ods?year=2025"))
                                .header("Cookie", officer)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        SpreadSheet sheets = new SpreadSheet(new ByteArrayInputStream(book.body()));
        assertThat(sheets.getSheets()).extracting(Sheet::getMaxRows).containsExactly(4, 10, 13, 15);
        assertThat(sheets.getSheets().get(0).getRange(1, 5).getValue()).isEqualTo(41.8);
    }

    @Test
    void otherPeopleSeeNothingOfItAndNarrowingWorks() throws Exception {
        assertThat(page("/lifecycle?year=2025", stranger))
                .contains("Aucun taux")
                .doesNotContain("740,00");
        assertThat(page("/lifecycle/purchases?year=2025", stranger)).doesNotContain("SN-A", "POR-1");
        assertThat(page("/lifecycle?year=2025&place=0381778B", stranger)).contains("Aucun taux");
        assertThat(page("/lifecycle?year=2025&place=0381778B", officer)).contains("41,8\u202f%");
        assertThat(server.get("/lifecycle?year=1999", officer).statusCode()).isEqualTo(400);
        assertThat(server.get("/machines/" + machine + "/facts", stranger).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoFollowsTheEquipmentEntersFactsAndASchoolOnlyLooks() throws Exception {
        String path = "/machines/" + machine + "/facts";
        assertThat(page("/machines/" + machine + "/tickets", officer)).contains(path);
        assertThat(page("/machines/" + machine + "/tickets", head)).doesNotContain(path);
        assertThat(server.get(path, head).statusCode()).isEqualTo(403);
        assertThat(server.submit(path, head, Map.of("category", "laptop")).statusCode())
                .isEqualTo(403);

        HttpResponse<String> refused = server.submit(path, officer, Map.of("category", "laptop", "price", "300"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("dites comment", "value=\"300\"", "aria-invalid=\"true\"");
        // In a year that the other tests do not look at.
        HttpResponse<String> saved = server.submit(
                path,
                officer,
                Map.of(
                        "category",
                        "laptop",
                        "how",
                        "reuse",
                        "price",
                        "300",
                        "acquired",
                        "2024-02-01",
                        "retired",
                        "2024-03-01"));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(page(path, officer)).contains("value=\"300.00\"", "value=\"2024-02-01\"");
        assertThat(page("/lifecycle/purchases?year=2024", officer)).contains("300,00\u202f€", "SN-D");
        assertThat(server.audit().list(Scope.EVERYTHING, AuditFilter.NONE, 1, 5))
                .extracting(Entry::action)
                .contains(Action.FACTS_CHANGED);
        server.submit(path, officer, Map.of());
        assertThat(page("/lifecycle/purchases?year=2024", officer)).doesNotContain("SN-D");
    }

    @Test
    void aThingIsAddedChangedAndForgotten() throws Exception {
        HttpResponse<String> refused = server.submit(
                "/lifecycle/items/new", officer, Map.of("number", "ECR-77", "uai", "0380004Y", "category", "screen"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("pas dans votre périmètre", "ECR-77");
        HttpResponse<String> added = server.submit(
                "/lifecycle/items/new",
                officer,
                Map.of("number", "ECR-77", "uai", "École Jean Macé", "category", "screen", "acquired", "2023-05-01"));
        assertThat(added.statusCode()).isEqualTo(303);
        String path = added.headers().firstValue("Location").orElseThrow();
        assertThat(page(path, officer)).contains("ECR-77", "0381778B");
        assertThat(server.get(path, stranger).statusCode()).isEqualTo(404);
        assertThat(server.submit(path + "/remove", stranger, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(server.submit(path + "/remove", officer, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(server.get(path, officer).statusCode()).isEqualTo(404);
    }

    @Test
    void theRatesAreReachedFromWhereOneLooks() throws Exception {
        assertThat(page("/energy", officer)).contains("href=\"/lifecycle\"");
        assertThat(page("/replacements", officer)).contains("href=\"/lifecycle\"");
    }
}
