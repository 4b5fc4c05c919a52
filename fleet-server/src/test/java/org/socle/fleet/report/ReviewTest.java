package org.socle.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** The yearly review: what it says, and that a frozen one says it for ever. */
class ReviewTest {
    private TestServer server;
    private Place town;
    private Place jean;
    private String officer;
    private String technician;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Ville de Grenoble");
        jean = school("École Jean Macé", "0381778B");
        Place paul = school("École Paul Bert", "0381780D");
        school("École sans relevés", "0382032C");
        officer = server.session(server.account("Anne", Role.OFFICER, town));
        technician = server.session(server.account("Léa", Role.TECHNICIAN, town));
        // Tuesdays at seven in the evening: outside class. And in class.
        consume(jean, "2025-10-07T19:00:00+02:00", 10_000);
        consume(jean, "2024-10-08T19:00:00+02:00", 20_000);
        consume(paul, "2025-11-04T10:00:00+01:00", 4_000);
        // Hardly anything is known of this month: it is compared with nothing.
        consumeBriefly(paul, "2024-11-05T10:00:00+01:00", 9_000);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Place school(String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    /** A machine of which all the month is known, and the hour in which it consumed. */
    private void consume(Place place, String from, double wattHours) {
        OffsetDateTime start = OffsetDateTime.parse(from);
        OffsetDateTime month = start.withDayOfMonth(1).withHour(0);
        consume(
                place,
                start.toInstant(),
                wattHours,
                month.toInstant(),
                month.plusMonths(1).minusHours(2).toInstant());
    }

    /** One of which nothing but that hour is known. */
    private void consumeBriefly(Place place, String from, double wattHours) {
        Instant start = OffsetDateTime.parse(from).toInstant();
        consume(place, start, wattHours, start, start.plusSeconds(3_600));
    }

    private void consume(Place place, Instant start, double wattHours, Instant first, Instant last) {
        StoredCalendar calendar = new StoredCalendar(server.database(), Clock.systemUTC());
        Accounting accounting = Accounting.live(calendar);
        server.database().writing(handle -> {
            MachineTable machines = new MachineTable();
            var machine = machines.findOrAdd(handle, UUID.randomUUID(), start);
            machines.place(handle, machine, place.id());
            Snapshot before = Snapshot.of(readings(first, 0));
            for (Instant at : List.of(start, start.plusSeconds(3_600), last)) {
                Snapshot now = before.with(readings(at, at.isAfter(start) ? wattHours : 0), false);
                accounting.take(handle, machine, before, now);
                before = now;
            }
        });
        new AccountSweep(server.database(), calendar, Clock.systemUTC()).addUp();
    }

    private static List<Reading> readings(Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(Energy.CONSUMED, 0, wattHours, at),
                new Reading(Energy.METERED, 0, wattHours / 2, at),
                new Reading(Energy.UNCERTAINTY, 0, wattHours / 5, at));
    }

    private String address() {
        return "/reports/sobriety/" + town.id() + "/2025";
    }

    private JsonNode json(String query) throws Exception {
        return new ObjectMapper()
                .readTree(server.get(address() + "/review.json" + query, technician)
                        .body());
    }

    /** What is read, without the links that figures are. */
    private String words(String path, String language) throws Exception {
        return page(path, language).replaceAll("</?a\\b[^>]*>", "");
    }

    private String page(String path, String language) throws Exception {
        HttpResponse<String> answer = server.get(path, technician, "Accept-Language", language);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    @Test
    void itHasTheYearItsMonthsTheChangeAndTheSchools() throws Exception {
        JsonNode review = json("");
        JsonNode whole = review.get("whole");
        assertThat(whole.get("kwh").asDouble()).isEqualTo(14);
        assertThat(whole.get("uncertainty").asDouble()).isCloseTo(2.8, within(0.01));
        assertThat(whole.get("metered").asDouble()).isEqualTo(7);
        assertThat(whole.get("offHours").asDouble()).isEqualTo(10);
        assertThat(whole.get("euros").isNull()).isTrue();
        assertThat(whole.get("kilograms").asDouble()).isCloseTo(14 * 0.0461, within(0.001));
        assertThat(review.get("months")).hasSize(12);
        assertThat(review.get("months").get(8).get("amount").isNull())
                .as("no data is not zero")
                .isTrue();
        assertThat(review.get("months").get(9).get("amount").get("kwh").asDouble())
                .isEqualTo(10);
        // Only October is known in both years: 10 against 20, not 14 against 20.
        JsonNode change = review.get("change");
        assertThat(change.get("months")).hasSize(1);
        assertThat(change.get("share").asDouble()).isEqualTo(-0.5);
        assertThat(change.get("before").asDouble()).isEqualTo(20);
        assertThat(review.get("schools").get(0).get("uai").asText()).isEqualTo("0381778B");
        // 10 and 0 a machine: the middle is 5.
        assertThat(review.get("schools").get(0).get("gap").asDouble()).isEqualTo(5);
        assertThat(review.get("schools").get(1).get("gap").asDouble()).isEqualTo(-5);
        assertThat(review.get("silent").asInt()).isEqualTo(1);
        assertThat(review.get("rates")).hasSize(3);
        assertThat(review.get("factors").get(0).get("source").asText()).contains("ADEME Base Empreinte");

        assertThat(words(address(), "fr"))
                .contains(
                        "le seul poste suivi à « Ville de Grenoble » a consommé 14 kWh (± 2,8 kWh), dont 71 % hors du temps scolaire")
                .contains("50 % de moins : 10 kWh contre 20 kWh, sur le seul mois connu des deux côtés (oct.)")
                .contains("0,6 kg CO₂e", "<small>± 0,1 kg CO₂e</small>")
                .contains("2 mois connus sur 12")
                .contains("un établissement est sans relevés")
                .contains("Trois taux de choses différentes, jamais additionnés")
                .contains("Socle lui-même");
        assertThat(words(address(), "en"))
                .contains(
                        "the only machine followed in “Ville de Grenoble” consumed 14 kWh (± 2.8 kWh), 71 % of it outside school hours");
    }

    @Test
    void everyFigureLeadsToItsMethod() throws Exception {
        String body = page(address(), "fr");
        Matcher figures = Pattern.compile("<dd><b>(.*?)</b>", Pattern.DOTALL).matcher(body);
        int found = 0;
        while (figures.find()) {
            Matcher link =
                    Pattern.compile("<a href=\"#([a-z0-9-]+)\">[^<]+</a>").matcher(figures.group(1));
            assertThat(link.matches()).as(figures.group(1)).isTrue();
            assertThat(body).contains("<dt id=\"" + link.group(1) + "\">");
            found++;
        }
        assertThat(found).isEqualTo(9);
        Matcher links = Pattern.compile("href=\"#(method-[a-z0-9-]+)\"").matcher(body);
        while (links.find()) {
            assertThat(body).contains("<dt id=\"" + links.group(1) + "\">");
        }
    }

    @Test
    void aFrozenOneStaysWhenHistoryIsReckonedAnew() throws Exception {
        assertThat(server.submit(address() + "/keep", technician, Map.of()).statusCode())
                .isEqualTo(403);
        HttpResponse<String> kept = server.submit(address() + "/keep", officer, Map.of());
        assertThat(kept.statusCode()).isEqualTo(303);
        assertThat(kept.headers().firstValue("Location").orElse("")).endsWith("/2025?version=1");
        JsonNode before = json("?version=1");
        String seen = page(address() + "?version=1", "fr");
        assertThat(seen).contains("Version 1, figée le", "par Anne, facteurs de l’édition 2026-11");

        // Nothing has changed: the same number. Then more is heard of October.
        assertThat(server.submit(address() + "/keep", officer, Map.of())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("?version=1");
        consume(jean, "2025-10-14T19:00:00+02:00", 6_000);
        assertThat(json("").get("whole").get("kwh").asDouble()).isEqualTo(20);
        assertThat(json("?version=1")).isEqualTo(before);
        assertThat(page(address() + "?version=1", "fr")).isEqualTo(seen).contains("14 kWh");
        assertThat(page(address() + "?version=1", "en")).contains("Version 1, frozen", "14 kWh");
        assertThat(text(pdf("?version=1", "fr"))).contains("Version 1, figée", "14 kWh");
        assertThat(text(pdf("", "fr"))).contains("non figé", "20 kWh");
        assertThat(server.submit(address() + "/keep", officer, Map.of())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("?version=2");
        assertThat(server.get(address() + "?version=3", technician).statusCode())
                .isEqualTo(404);
        assertThatThrownBy(() -> server.database().writing(handle -> handle.execute("UPDATE review SET body = '{}'")))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("not changed");
        assertThat(server.audit().list(Scope.of(town.path()), AuditFilter.NONE, 1, 20).stream()
                        .filter(entry -> entry.action() == Action.REVIEW_KEPT)
                        .map(Entry::details))
                .containsExactly(
                        Map.of("period", "2025", "number", "2", "edition", "2026-11"),
                        Map.of("period", "2025", "number", "1", "edition", "2026-11"));
    }

    @Test
    void thePdfIsTaggedAndInTheReadersLanguage() throws Exception {
        byte[] french = pdf("", "fr");
        try (PDDocument document = Loader.loadPDF(french)) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
        }
        assertThat(text(french)).contains("Bilan annuel de sobriété", "Mois par mois", "ADEME Base Empreinte");
        assertThat(text(pdf("", "en"))).contains("Yearly sobriety review", "Month by month");
    }

    @Test
    void itsFilesHaveAllOfItsFiguresWithMethodAndEditionFrozenOnesToo() throws Exception {
        server.submit(address() + "/keep", officer, Map.of());
        consume(jean, "2025-10-14T19:00:00+02:00", 6_000);

        List<String> frozen = server.get(address() + "/review.csv?version=1", technician)
                .body()
                .lines()
                .toList();
        assertThat(frozen.get(0)).isEqualTo("section,name,code,measure,value,unit,method,edition");
        assertThat(frozen)
                .contains(
                        "review,Ville de Grenoble,,kwh,14.0,kWh,method-energy,2026-11",
                        "review,Ville de Grenoble,,provisional,0,,,2026-11",
                        "month,2025-10,2025-10,kwh,10.0,kWh,method-energy,2026-11",
                        // No data is not zero.
                        "month,2025-09,2025-09,kwh,,kWh,method-energy,2026-11",
                        "school,École Paul Bert,0381780D,gap_kwh_a_machine,-5.0,kWh,method-gap,2026-11",
                        "change,2025-10,,change_share,-0.5,share,method-change,2026-11",
                        "socle,Socle lui-même,,server_kwh,,kWh,method-own,2026-11")
                .anyMatch(line -> line.startsWith("waste,\"tous, chaque poste une fois\",all,saved_kwh_a_year,"))
                .anyMatch(line -> line.contains(",purchases,denominator,0.0,EUR,method-rate-0,"))
                .anyMatch(line -> line.startsWith("factor,électricité,electricity 2025,source,")
                        && line.contains("ADEME Base Empreinte"));
        // Each method that a figure names is there.
        List<String> methods = frozen.stream()
                .skip(1)
                .map(line -> line.replaceAll(".*,(method-[a-z0-9-]+),2026-11", "$1"))
                .filter(method -> method.startsWith("method-"))
                .distinct()
                .toList();
        assertThat(methods)
                .hasSizeGreaterThan(8)
                .allMatch(method -> frozen.stream()
                        .anyMatch(line -> line.startsWith("method,") && line.contains("," + method + ",text,")));

        assertThat(server.get(address() + "/review.csv", technician).body())
                .contains("review,Ville de Grenoble,,kwh,20.0,kWh");
        assertThat(server.get(address() + "/review.csv?for=sheet", technician, "Accept-Language", "fr")
                        .body())
                .startsWith("\ufeffPartie;Nom;Code;Grandeur;Valeur;Unité;Méthode;Édition des facteurs")
                .contains("Établissements;École Paul Bert;0381780D;Écart par poste (kWh);-")
                .contains("Mois;2025-11;2025-11;Consommé (kWh);4,0;kWh");
        SpreadSheet book = new SpreadSheet(new ByteArrayInputStream(bytes("/review.ods?version=1", "fr")));
        assertThat(book.getSheets())
                .extracting(Sheet::getName)
                .containsExactly(
                        "Bilan",
                        "Mois",
                        "Établissements",
                        "Évolution",
                        "Gaspillages",
                        "Taux légaux",
                        "Fabrication",
                        "Socle lui-même",
                        "Facteurs",
                        "Méthodes");
        Sheet months = book.getSheet("Mois");
        assertThat(months.getRange(0, 0, 1, 4).getValues()[0])
                .containsExactly("Nom", "Code", "Consommé (kWh)", "Postes");
        assertThat(months.getRange(10, 0, 1, 4).getValues()[0]).containsExactly("2025-10", "2025-10", 10.0, 1.0);
        assertThat(months.getRange(9, 0, 1, 4).getValues()[0]).containsExactly("2025-09", "2025-09", null, null);
    }

    @Test
    void anOldEditionOfFactorsGivesItAgain() throws Exception {
        JsonNode old = json("?edition=2026-05");
        assertThat(old.get("edition").asText()).isEqualTo("2026-05");
        assertThat(old.get("whole")).isEqualTo(json("").get("whole"));
        // The edition of May knew no factors of servers and networks.
        assertThat(old.get("factors").findValuesAsText("kind"))
                .contains("grid", "embodied", "life", "avoided", "price")
                .doesNotContain("server", "network");
        assertThat(json("").get("factors").findValuesAsText("kind")).contains("grid", "embodied", "server", "network");
        assertThat(words(address() + "?edition=2026-05", "fr"))
                .contains("Calculé avec l’édition 2026-05 des facteurs, qui n’est pas celle qui compte.");
        assertThat(page(address() + "?edition=2026-05", "fr")).contains("/review.csv?for=data&amp;edition=2026-05\"");
        assertThat(text(pdf("?edition=2026-05", "en"))).contains("Reckoned with edition 2026-05");
        assertThat(server.get(address() + "/review.csv?edition=2026-05", technician)
                        .body())
                .contains("kgCO2e,method-carbon,2026-05");
        HttpResponse<String> unknown = server.get(address() + "?edition=2031", technician, "Accept-Language", "fr");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("Il n’y a pas d’édition « 2031 » des facteurs. Il y a : 2026-11, 2026-05.");
        assertThat(server.get(address() + "?edition=2026-05&version=1", technician)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void ofAPeriodThatGoesOnItSaysUpToWhichDayItGoes() throws Exception {
        LocalDate today = LocalDate.now(Span.ZONE);
        Months year = Months.parse(Integer.toString(today.getYear())).orElseThrow();
        // On New Year's Eve the year is told as a whole, and the school year goes on.
        Months months = Span.of(year, Instant.now()).running() ? year : Months.schoolYear(today);
        String address = "/reports/sobriety/" + town.id() + "/" + months.word();

        assertThat(words(address, "fr"))
                .contains("Bilan de sobriété provisoire · Ville de Grenoble · " + months.word() + ", du 1er ")
                .contains("Bilan provisoire : la période n’est pas finie");
        assertThat(server.get(address, officer, "Accept-Language", "fr").body())
                .contains("cette version restera provisoire, et le dira");
        assertThat(new ObjectMapper()
                        .readTree(
                                server.get(address + "/review.json", technician).body())
                        .get("through")
                        .asText())
                .isEqualTo(today.toString());
        server.submit(address + "/keep", officer, Map.of());
        assertThat(words(address + "?version=1", "fr")).contains("Version 1, provisoire, jusqu’au", ", figée le");
        assertThat(words(address(), "fr")).contains("Bilan annuel de sobriété").doesNotContain("provisoire");
    }

    @Test
    void aWrongPeriodIsSaid() throws Exception {
        assertThat(server.get("/reports/sobriety/" + town.id() + "/2025-10", technician)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get("/reports/sobriety/" + town.id() + "/2099", technician)
                        .statusCode())
                .isEqualTo(400);
        assertThat(page("/reports/sobriety/" + jean.id() + "/2020", "fr")).contains("aucune consommation n’est connue");
    }

    private byte[] pdf(String query, String language) throws Exception {
        return bytes("/review.pdf" + query, language);
    }

    private byte[] bytes(String file, String language) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + address() + file))
                                .header("Cookie", technician)
                                .header("Accept-Language", language)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper()
                    .getText(document)
                    .replace('\u00a0', ' ')
                    .replaceAll("\\s+", " ");
        }
    }
}
