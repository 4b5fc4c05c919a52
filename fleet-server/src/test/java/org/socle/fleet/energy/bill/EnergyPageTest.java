package org.socle.fleet.energy.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.UaiCode;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.Consumption;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** What a school consumed, on pages, in files and in the API, through a real server. */
class EnergyPageTest {
    private static final Pattern FIGURE = Pattern.compile("<dd><b>(.*?)</b>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("<a href=\"#([a-z-]+)\">[^<]+</a>");

    private TestServer server;
    private Place town;
    private Place school;
    private String technician;
    private String administrator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Ville de Grenoble");
        school = school("École Jean Macé", "0381778B");
        technician = server.session(server.account("Léa", Role.TECHNICIAN, town));
        administrator = server.signIn();
        // Tuesday 6 October 2026: 10 kWh from 8 to 9, half an hour of it class.
        consume(school, "2026-10-06T08:00:00+02:00", "2026-10-06T09:00:00+02:00", 10_000);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Place school(String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    private UUID consume(Place place, String from, String to, double wattHours) {
        UUID device = UUID.randomUUID();
        StoredCalendar calendar = new StoredCalendar(server.database(), Clock.systemUTC());
        Accounting accounting = Accounting.live(calendar);
        server.database().writing(handle -> {
            MachineTable machines = new MachineTable();
            var machine = machines.findOrAdd(handle, device, instant(from));
            machines.place(handle, machine, place.id());
            Snapshot before = Snapshot.of(readings(instant(from), 0));
            Snapshot now = before.with(readings(instant(to), wattHours), false);
            accounting.take(handle, machine, before, now);
        });
        new AccountSweep(server.database(), calendar, Clock.systemUTC()).addUp();
        return device;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static List<Reading> readings(Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(
                        Machine.BOOT_TIME,
                        0,
                        instant("2026-10-06T07:00:00+02:00").getEpochSecond(),
                        at),
                new Reading(Use.ACTIVE, 0, 0L, at),
                new Reading(Energy.CONSUMED, 0, wattHours, at),
                new Reading(Energy.METERED, 0, wattHours / 4, at),
                new Reading(Energy.UNCERTAINTY, 0, wattHours / 5, at));
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, technician, "Accept-Language", "fr");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    /** What a page says, figures in sentences without their links. */
    private String words(String path) throws Exception {
        return page(path).replaceAll("<a href=\"#method[^>]*>([^<]*)</a>", "$1");
    }

    private JsonNode month(String query) throws Exception {
        return server.json("/api/v1/energy?period=2026-10" + query)
                .get("months")
                .get(0);
    }

    @Test
    void theMonthIsSaidInASentenceAndFourFigures() throws Exception {
        assertThat(words("/energy?period=2026-10&place=0381778B"))
                .contains("Pour octobre 2026, un poste a consommé 10 kWh, dont 50 % hors du temps scolaire.")
                .contains("± 2 kWh ; 25 % mesuré, le reste estimé")
                .contains("aucun tarif n’est connu")
                // 10 kWh at the factor of 2025, the last one known.
                .contains("0,5 kg CO₂e", "± 0,092 kg CO₂e ; facteurs, édition 2026-11");
    }

    @Test
    void everyFigureLeadsToItsMethodFactorsAndSources() throws Exception {
        String body = page("/energy?period=2026-10");
        Matcher figures = FIGURE.matcher(body);
        int found = 0;
        while (figures.find()) {
            Matcher link = LINK.matcher(figures.group(1));
            assertThat(link.matches()).as(figures.group(1)).isTrue();
            assertThat(body).contains("<dt id=\"" + link.group(1) + "\">");
            found++;
        }
        assertThat(found).isEqualTo(4);
        assertThat(body).contains("2025 : 0,0461 kgCO₂e/kWh (ADEME Base Empreinte, Électricité/2025");
    }

    @Test
    void aTariffGivesMoneyAlsoForThePast() throws Exception {
        String path = "/places/" + town.id() + "/tariffs";
        assertThat(server.submit(path, technician, Map.of("cents", "21,5", "first", "2026-01-01"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page("/energy?period=2026-10")).contains("2,15 €", "± 0,43 € ; 21,5 c/kWh en moyenne");
        assertThat(month("").get("euros").asDouble()).isEqualTo(2.15);
        // A nearer tariff from the middle of the month on: 15 days of 31 at 21.5, 16 at 30.
        server.submit("/places/" + school.id() + "/tariffs", technician, Map.of("cents", "30", "first", "2026-10-16"));
        assertThat(month("").get("euros").asDouble()).isCloseTo(10 * (15 * 21.5 + 16 * 30) / 31 / 100, within(0.005));

        HttpResponse<String> refused =
                server.submit(path, technician, Map.of("cents", "gratuit", "first", "2026-01-01"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"gratuit\"");
        // Euros in place of cents, and a year that was never meant.
        assertThat(server.submit(path, technician, Map.of("cents", "0,215", "first", "2026-01-01"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.submit(path, technician, Map.of("cents", "21,5", "first", "0026-01-01"))
                        .statusCode())
                .isEqualTo(422);
        server.submit("/places/" + school.id() + "/tariffs/remove", technician, Map.of("first", "2026-10-16"));
        assertThat(month("").get("euros").asDouble()).isEqualTo(2.15);
    }

    @Test
    void aNewEditionRecomputesThePastAndTheOldOneStaysReproducible() throws Exception {
        assertThat(month("").get("kg_co2e").asDouble()).isEqualTo(0.461);
        String file = server.get("/energy/factors.csv", administrator).body();
        String changed = file.replace("2025,mainland,0.0461", "2025,mainland,0.1");
        HttpResponse<String> preview =
                server.submit("/energy/factors", administrator, Map.of("name", "test-1", "list", changed));
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body().replace('\u202f', ' '))
                .contains("1 facteur changé", "électricité · 2025 · métropole")
                .contains("<td>0,0461 kgCO2e/kWh</td><td>0,1 kgCO2e/kWh</td>");
        assertThat(month("").get("kg_co2e").asDouble()).as("seen, not done").isEqualTo(0.461);
        String fingerprint = fingerprint(preview.body());
        assertThat(server.submit(
                                "/energy/factors/apply",
                                administrator,
                                Map.of("name", "test-1", "list", file, "fingerprint", fingerprint))
                        .statusCode())
                .as("another file than the one that was seen")
                .isEqualTo(422);
        Map<String, String> seen = Map.of("name", "test-1", "list", changed, "fingerprint", fingerprint);
        assertThat(server.submit("/energy/factors/apply", technician, seen).statusCode())
                .isEqualTo(403);
        assertThat(server.submit("/energy/factors/apply", administrator, seen).statusCode())
                .isEqualTo(303);
        assertThat(month("").get("kg_co2e").asDouble()).isEqualTo(1.0);
        assertThat(month("").get("factors").asText()).isEqualTo("test-1");
        assertThat(month("&edition=2026-05").get("kg_co2e").asDouble()).isEqualTo(0.461);

        HttpResponse<String> twice =
                server.submit("/energy/factors", administrator, Map.of("name", "test-1", "list", changed));
        assertThat(twice.statusCode()).isEqualTo(422);
        HttpResponse<String> wrong = server.submit(
                "/energy/factors", administrator, Map.of("name", "test-2", "list", file.replace("0.0461", "many")));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("many");
        HttpResponse<String> grams = server.submit(
                "/energy/factors",
                administrator,
                Map.of("name", "test-4", "list", file.replace("0.0461,,,kgCO2e/kWh", "46.1,,,gCO2e/kWh")));
        assertThat(grams.statusCode()).isEqualTo(422);
        assertThat(grams.body()).contains("gCO2e/kWh", "kgCO2e/kWh");
        HttpResponse<String> none = server.submit(
                "/energy/factors",
                administrator,
                Map.of("name", "test-5", "list", file.replaceAll("(?m)^grid,.*\\R", "")));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(server.submit("/energy/factors", technician, Map.of("name", "test-3", "list", changed))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void corsicaAndOverseasHaveNoFactor() throws Exception {
        Place ajaccio = school("École d’Ajaccio", "6200001A".replace("A", letter("6200001")));
        consume(ajaccio, "2026-10-06T08:00:00+02:00", "2026-10-06T09:00:00+02:00", 4_000);
        JsonNode months = server.json("/api/v1/energy?period=2026-10").get("months");
        assertThat(months.get(0).get("school").asText()).isEqualTo("École Jean Macé");
        assertThat(months.get(1).get("kg_co2e").isNull()).isTrue();
        assertThat(months.get(1).get("kwh").asDouble()).isEqualTo(4);
        assertThat(page("/energy?period=2026-10")).contains("facteur connu pour 71 % de la consommation");
    }

    private static String fingerprint(String page) {
        Matcher field =
                Pattern.compile("name=\"fingerprint\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static String letter(String digits) {
        return String.valueOf(UaiCode.letter(digits));
    }

    @Test
    void filesHaveWhatThePageHas() throws Exception {
        String data = server.get("/energy.csv?period=2026-10", technician).body();
        assertThat(data.lines().toList().get(1))
                .isEqualTo(
                        "École Jean Macé,0381778B,2026-10,1,10.0,2.0,2.5,0.0,5.0,5.0,0.0,0.0,0.0,0.0,5.0,0.448,0.553,,,0.461,0.092,2026-11,,,,");
        HttpResponse<String> sheet =
                server.get("/energy.csv?period=2026-10&for=sheet", technician, "Accept-Language", "fr");
        assertThat(sheet.body()).startsWith("\ufeffÉtablissement;").contains(";10,0;2,0;");
        HttpResponse<String> ods = server.get("/energy.ods?period=2026-10", technician);
        assertThat(ods.body().getBytes(StandardCharsets.ISO_8859_1)).startsWith('P', 'K');
    }

    @Test
    void aRoomAndAMachineHaveTheSamePageOfTheirOwn() throws Exception {
        Place room =
                server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        UUID machine = consume(room, "2026-10-07T08:00:00+02:00", "2026-10-07T09:00:00+02:00", 4_000);
        consume(room, "2026-10-07T08:00:00+02:00", "2026-10-07T09:00:00+02:00", 1_000);
        assertThat(words("/energy?period=2026-10&room=" + room.id()))
                .contains("Pour octobre 2026, 2 postes ont consommé 5 kWh", "<a href=\"/rooms/" + room.id())
                .contains("<input type=\"hidden\" name=\"room\" value=\"" + room.id() + "\">");
        String ofMachine = "/energy?period=2026-10&machine=" + machine;
        assertThat(words(ofMachine))
                .contains("Pour octobre 2026, un poste a consommé 4 kWh", "<a href=\"/machines/" + machine)
                .contains("name=\"machine\" value=\"" + machine)
                // The fourth figure and the file are of the machine as well.
                .contains("/energy.ods?period=2026-10&amp;machine=" + machine);
        assertThat(month("&machine=" + machine).get("kwh").asDouble()).isEqualTo(4);
        assertThat(month("&room=" + room.id()).get("kwh").asDouble()).isEqualTo(5);
        assertThat(server.get("/energy.csv?period=2026-10&machine=" + machine, technician)
                        .body()
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("École Jean Macé,0381778B,2026-10,1,4.0,0.8,1.0,");
        assertThat(server.get("/energy?room=1&machine=" + machine, technician).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/energy?room=" + school.id(), technician).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/energy?machine=" + UUID.randomUUID(), technician)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDayOfASchoolIsShownHourByHour() throws Exception {
        String body = words("/energy?period=2026-10-06&place=0381778B");
        assertThat(body)
                .contains("Le 6 octobre 2026, un poste a consommé 10 kWh", "heure par heure")
                .contains(
                        "<th scope=\"row\">08:00</th><td class=\"n\">0</td><td class=\"n\">5</td><td class=\"n\">5</td>")
                .contains("<th scope=\"row\">03:00</th><td class=\"n\">pas de données</td>")
                .contains("period=2026-10-05&amp;place=0381778B", "period=2026-10-07&amp;place=0381778B");
        JsonNode answer = new ObjectMapper()
                .readTree(server.get("/api/v1/energy?period=2026-10-06&place=0381778B", technician)
                        .body());
        assertThat(answer.get("months").get(0).get("month").asText()).isEqualTo("2026-10-06");
        assertThat(answer.get("months").get(0).get("kg_co2e").asDouble()).isEqualTo(0.461);
        assertThat(answer.get("hours")).hasSize(24);
        assertThat(answer.get("hours").get(8).get("start").asText()).isEqualTo("2026-10-06T08:00+02:00");
        assertThat(answer.get("hours").get(8).get("idle_kwh").asDouble()).isEqualTo(5);
        assertThat(answer.get("hours").get(3).get("kwh").isNull()).isTrue();
        // The hours of one machine are somebody's day: they are for who looks after it, not for heads and programs.
        String head = server.session(server.account("Paul", Role.SCHOOL, school));
        assertThat(server.get("/energy?period=2026-10-06&place=0381778B", head, "Accept-Language", "fr")
                        .body())
                .contains("diraient la journée de qui s’en sert")
                .doesNotContain("<figure");
        assertThat(server.json("/api/v1/energy?period=2026-10-06&place=0381778B")
                        .has("hours"))
                .isFalse();
        consume(school, "2026-10-06T08:00:00+02:00", "2026-10-06T09:00:00+02:00", 1_000);
        consume(school, "2026-10-06T08:00:00+02:00", "2026-10-06T09:00:00+02:00", 1_000);
        assertThat(server.json("/api/v1/energy?period=2026-10-06&place=0381778B")
                        .get("hours"))
                .hasSize(24);
        // Territories have days, but no hours.
        assertThat(page("/energy?period=2026-10-06")).contains("12 kWh", "se lisent pour un établissement");
        assertThat(server.json("/api/v1/energy?period=2026-10-06").has("hours")).isFalse();
        server.database().writing(handle -> handle.execute("UPDATE energy_day SET trace = NULL"));
        assertThat(page("/energy?period=2026-10-06&place=0381778B"))
                .contains("12 kWh", "ne sont plus gardées")
                .doesNotContain("<figure");
    }

    @Test
    void aDayIsPricedAtItsOwnTariff() throws Exception {
        String path = "/places/" + town.id() + "/tariffs";
        server.submit(path, technician, Map.of("cents", "20", "first", "2026-01-01"));
        server.submit(path, technician, Map.of("cents", "40", "first", "2026-10-07"));
        assertThat(server.json("/api/v1/energy?period=2026-10-06")
                        .get("months")
                        .get(0)
                        .get("euros")
                        .asDouble())
                .isEqualTo(2.0);
    }

    @Test
    void thePagesOfARoomAndAMachineSayThisMonth() throws Exception {
        Instant now = Instant.now();
        Place room =
                server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        UUID machine = consume(
                room,
                now.minusSeconds(60).atOffset(ZoneOffset.UTC).toString(),
                now.atOffset(ZoneOffset.UTC).toString(),
                3_000);
        assertThat(page("/machines/" + machine))
                .contains("/energy?machine=" + machine, "Énergie ce mois-ci (mesurée et estimée)", "3 kWh");
        assertThat(page("/rooms/" + room.id()))
                .contains("<a href=\"/energy?room=" + room.id() + "#method-energy\">3 kWh (± 0,6 kWh)</a>");
    }

    @Test
    void whatIsNotSeenIsNotInTheFigures() throws Exception {
        Place elsewhere = server.town("Ville de Lyon");
        String stranger = server.session(server.account("Paul", Role.TECHNICIAN, elsewhere));
        HttpResponse<String> answer = server.get("/energy?period=2026-10", stranger, "Accept-Language", "fr");
        assertThat(answer.body()).contains("aucune consommation n’est connue").doesNotContain("Macé");
        assertThat(server.get("/energy.csv?period=2026-10", stranger).body().lines())
                .hasSize(1);
        assertThat(server.get("/places/" + town.id() + "/tariffs", stranger).statusCode())
                .isEqualTo(404);
    }

    @Test
    void wasteIsFoundAndSaidWithWhatToDo() throws Exception {
        Instant now = Instant.now();
        Consumption consumption = new Consumption(server.database());
        for (int i = 0; i < 2; i++) {
            UUID machine = server.machine("poste-" + i, TestServer.number(Processor.LOAD, 12));
            server.machines().move(TestServer.root(), machine, school.id());
            consumption.of(machine, now.minus(Duration.ofDays(20)), now, 20);
        }
        consumption.close();

        assertThat(page("/energy"))
                .as("one thing to decide for the town")
                .contains(
                        "<a href=\"/energy?place=0381778B#waste\">2 postes</a>, École Jean Macé : sous tension jour et nuit")
                .contains("Les éteindre le soir")
                .doesNotContain("poste-0");
        assertThat(page("/energy?place=0381778B"))
                .as("and each machine for the school")
                .contains("poste-0</a>, École Jean Macé : sous tension jour et nuit", "poste-1</a>");
        assertThat(page("/schools/0381778B"))
                .contains("Énergie ce mois-ci", "href=\"/energy?place=0381778B#method-energy\">");
    }
}
