package org.socle.fleet.energy.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** A meter's file, from its preview to the machines' share of the building, through a real server. */
class MeterPagesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Pattern HIDDEN =
            Pattern.compile("name=\"(fingerprint|list)\" value=\"([^\"]*)\"", Pattern.DOTALL);
    private static final String PRM = "21432198765432";

    private TestServer server;
    private Place town;
    private Place school;
    private Place other;
    private String technician;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Ville de Grenoble");
        school = school("École Jean Macé", "0381778B");
        other = school("École Ferdinand Buisson", "0381780D");
        technician = server.session(server.account("Léa", Role.TECHNICIAN, town));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Place school(String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    /** A machine that takes so many watts from one moment to another, told every hour. */
    private void consume(Place place, String from, int hours, double watts) {
        StoredCalendar calendar = new StoredCalendar(server.database(), Clock.systemUTC());
        Accounting accounting = Accounting.live(calendar);
        Instant start = OffsetDateTime.parse(from).toInstant();
        server.database().writing(handle -> {
            MachineTable machines = new MachineTable();
            var machine = machines.findOrAdd(handle, UUID.randomUUID(), start);
            machines.place(handle, machine, place.id());
            Snapshot before = Snapshot.EMPTY;
            for (int hour = 0; hour <= hours; hour++) {
                Snapshot now = before.with(readings(start, start.plusSeconds(hour * 3600L), hour * watts), false);
                accounting.take(handle, machine, before, now);
                before = now;
            }
        });
        new AccountSweep(server.database(), calendar, Clock.systemUTC()).addUp();
    }

    private static List<Reading> readings(Instant boot, Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(Machine.BOOT_TIME, 0, boot.getEpochSecond(), at),
                new Reading(Use.ACTIVE, 0, 0L, at),
                new Reading(Energy.CONSUMED, 0, wattHours, at),
                new Reading(Energy.METERED, 0, 0.0, at),
                new Reading(Energy.UNCERTAINTY, 0, wattHours / 5, at));
    }

    /** Half hours of so many watts, of whole days of October 2026. */
    private static String file(String prm, int firstDay, int lastDay, int watts) {
        StringBuilder text = new StringBuilder("Identifiant PRM;Type de donnees;Date de debut;Date de fin;"
                + "Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\n"
                + prm + ";Courbe de charge;;;Energie active;Consommation;Comptage Brut;W;30\nHorodate;Valeur\n");
        Instant end = day(lastDay + 1);
        for (Instant at = day(firstDay).plusSeconds(1800); !at.isAfter(end); at = at.plusSeconds(1800)) {
            text.append(at.atZone(PARIS).toOffsetDateTime())
                    .append(';')
                    .append(watts)
                    .append('\n');
        }
        return text.toString();
    }

    private static Instant day(int day) {
        return LocalDate.of(2026, 9, 30).plusDays(day).atStartOfDay(PARIS).toInstant();
    }

    private static String path(Place place) {
        return "/places/" + place.id() + "/meter";
    }

    private String preview(Place place, String text) throws Exception {
        HttpResponse<String> answer = server.submit(path(place), technician, Map.of("list", text));
        assertThat(answer.statusCode()).isEqualTo(200);
        return plain(answer.body());
    }

    private static String plain(String body) {
        return body.replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    private int apply(Place place, String preview) throws Exception {
        Matcher hidden = HIDDEN.matcher(preview);
        Map<String, String> fields = new HashMap<>();
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        return server.submit(path(place) + "/apply", technician, fields).statusCode();
    }

    private void take(Place place, String text) throws Exception {
        assertThat(apply(place, preview(place, text))).isEqualTo(303);
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, technician, "Accept-Language", "fr");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return plain(answer.body());
    }

    @Test
    void aFileIsPreviewedThenTakenOverAndTheShareIsTold() throws Exception {
        // Two days of 100 W, of which the building's 1 kW is known; on a third one the machine is known for an hour
        // only.
        consume(school, "2026-10-06T00:00:00+02:00", 49, 100);
        String preview = preview(school, file(PRM, 1, 31, 1000));
        assertThat(preview)
                .contains("31 jours à ajouter")
                .contains("octobre 2026 : 31 jours, dont 31 en entier, 745 kWh")
                .contains("finit à minuit")
                .doesNotContain("Attention");
        assertThat(page("/energy?period=2026-10&place=0381778B")).doesNotContain("méthode-meter", "method-meter");
        assertThat(apply(school, preview)).isEqualTo(303);
        assertThat(page(path(school))).contains("le compteur " + PRM + " est connu pour 31 jours entiers");
        assertThat(page("/energy?period=2026-10&place=0381778B"))
                .contains("Les postes prennent <a href=\"#method-meter\">10 %</a> (± 2 points)"
                        + " de l’électricité du bâtiment : 4,8 kWh estimés ou mesurés, sur 48 kWh au compteur."
                        + " Compté sur les 2 jours connus des deux.")
                .contains("<dt id=\"method-meter\">");
        assertThat(page("/audit")).contains("Compteur de l’établissement importé");
        JsonNode month =
                server.json("/api/v1/energy?period=2026-10").get("months").get(0);
        assertThat(month.get("building_days").asInt()).isEqualTo(2);
        assertThat(month.get("building_kwh").asDouble()).isEqualTo(48);
        assertThat(month.get("building_share").asDouble()).isEqualTo(0.1);
        assertThat(server.get("/energy.csv?period=2026-10", technician).body()).contains(",2,48.0,0.1");
    }

    @Test
    void whatMachinesGainLaterIsHeldAgainstTheMeterAsWell() throws Exception {
        take(school, file(PRM, 6, 7, 1000));
        assertThat(page("/energy?period=2026-10")).doesNotContain("method-meter");
        consume(school, "2026-10-06T00:00:00+02:00", 48, 100);
        assertThat(page("/energy?period=2026-10")).contains(">10 %</a>", "les 2 jours connus");
        // Another machine in a room counts as well.
        Place room =
                server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        consume(room, "2026-10-06T00:00:00+02:00", 48, 50);
        assertThat(page("/energy?period=2026-10")).contains(">15 %</a>");
        assertThat(page("/energy?period=2026-10&room=" + room.id())).doesNotContain("method-meter");
    }

    @Test
    void aTerritoryCountsOnlySchoolsAndDaysKnownOfBoth() throws Exception {
        consume(school, "2026-10-06T00:00:00+02:00", 48, 100);
        consume(other, "2026-10-06T00:00:00+02:00", 48, 900);
        take(school, file(PRM, 7, 20, 1000));
        String body = page("/energy?period=2026-10&place=Ville+de+Grenoble");
        assertThat(body).contains(">10 %</a>", "du bâtiment", "sur le seul jour connu des deux");
        take(other, file("99", 6, 6, 3000));
        // 2.4 of 24 kWh, and 21.6 of 72.
        assertThat(page("/energy?period=2026-10")).contains(">25 %</a>", "de 2 bâtiments", "sur les 2 jours connus");
    }

    @Test
    void importingAgainChangesNothingAndCorrectionsReplace() throws Exception {
        take(school, file(PRM, 1, 10, 1000));
        String again = preview(school, file(PRM, 1, 10, 1000));
        assertThat(again).contains("10 jours déjà connus ne changent pas", "tout ce que dit cette liste est déjà là");
        assertThat(apply(school, again)).isEqualTo(422);
        String corrected = preview(school, file(PRM, 9, 12, 2000));
        assertThat(corrected).contains("2 jours à ajouter", "2 jours déjà connus sont remplacés");
        assertThat(apply(school, corrected)).isEqualTo(303);
        assertThat(page(path(school))).contains("pour 12 jours entiers");
        // What a half day leaves out stays.
        take(school, file(PRM, 9, 9, 500).lines().limit(27).reduce("", (a, b) -> a + b + "\n"));
        assertThat(page(path(school))).contains("pour 12 jours entiers");
        assertThat(server.database()
                        .<String, RuntimeException>read(handle -> handle.createQuery(
                                        "SELECT total || ' ' || hours FROM meter_day WHERE day = 20735")
                                .mapTo(String.class)
                                .one()))
                .isEqualTo("30000 " + "500;".repeat(12) + "2000;".repeat(11) + "2000");
    }

    @Test
    void aPlanThatIsNoLongerTrueIsRefused() throws Exception {
        String preview = preview(school, file(PRM, 1, 10, 1000));
        take(school, file(PRM, 1, 2, 900));
        assertThat(apply(school, preview)).isEqualTo(422);
        assertThat(server.submit(
                                path(school) + "/apply",
                                technician,
                                Map.of("list", "x\n2026-10-01;1;2", "fingerprint", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theMeterOfAnotherSchoolIsWarnedAbout() throws Exception {
        take(school, file(PRM, 1, 1, 1000));
        assertThat(preview(other, file(PRM, 1, 1, 1000)))
                .contains("Attention : le compteur " + PRM + " est déjà celui de : École Jean Macé.");
        assertThat(preview(school, file("99999999999999", 2, 2, 1000)))
                .contains("Attention : ce fichier est du compteur 99999999999999", "le compteur " + PRM + ".");
    }

    @Test
    void wrongLinesAreShownAndNothingIsWritten() throws Exception {
        String preview =
                preview(school, file(PRM, 1, 2, 1000).replaceFirst("(2026-10-01T04:30[^;]*);1000", "$1;-1000"));
        assertThat(preview).contains("1 ligne est refusée", "est-ce une production", "Rien ne peut être importé");
        assertThat(apply(school, preview)).isEqualTo(422);
        HttpResponse<String> refused = server.submit(path(school), technician, Map.of("list", "a;b\n1;2"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("courbe de charge connue");
        assertThat(page(path(school))).contains("Rien n’est connu");
    }

    @Test
    void aWrongImportCanBeForgotten() throws Exception {
        consume(school, "2026-10-06T00:00:00+02:00", 48, 100);
        take(school, file(PRM, 6, 7, 1000));
        assertThat(server.submit(path(school) + "/remove", technician, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(page(path(school))).contains("Rien n’est connu");
        assertThat(page("/energy?period=2026-10")).doesNotContain("method-meter");
        assertThat(page("/audit")).contains("Compteur de l’établissement oublié");
    }

    @Test
    void onlyWhoMayEditPlacesImports() throws Exception {
        String head = server.session(server.account("Paul", Role.SCHOOL, school));
        assertThat(server.get(path(school), head).body()).doesNotContain("type=\"file\"");
        assertThat(server.submit(path(school), head, Map.of("list", file(PRM, 1, 1, 1000)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(path(town), technician).statusCode()).isEqualTo(404);
    }
}
