package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.socle.fleet.place.Place;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarPagesTest {
    private static final String PAGE = "/schools/0381778B/calendar";
    private static final Pattern DONE = Pattern.compile("name=\"(list|fingerprint)\" value=\"([^\"]*)\"");

    private TestServer server;
    private Place town;
    private Place school;
    private String root;
    private String technician;
    private String head;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Grenoble");
        school = server.school(town, "École Macé", "0381778B");
        root = server.signIn();
        technician = server.session(server.account("Tom", Role.TECHNICIAN, school));
        head = server.session(server.account("Hélène", Role.SCHOOL, school));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String body(String path, String cookie) throws Exception {
        HttpResponse<String> answer = server.get(path, cookie);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static Map<String, String> week(String monday) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) {
            fields.put(day, day.startsWith("s") ? "" : "09:00-12:00");
        }
        fields.put("monday", monday);
        return fields;
    }

    @Test
    void hoursAreSaidForATownAndForASchool() throws Exception {
        String place = "/places/" + town.id() + "/calendar";
        assertThat(body(place, root)).contains("value=\"08:30-11:30, 13:30-16:30\"", "Horaires par défaut");
        HttpResponse<String> wrong = server.submit(place + "/hours", root, week("matin & soir"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Erreur : Calendrier : Grenoble", "« matin &amp; soir » ne sont pas des horaires")
                .containsPattern("id=\"monday\"[^>]*value=\"matin &amp; soir\"[^>]*aria-invalid=\"true\"")
                .containsPattern("id=\"tuesday\"[^>]*value=\"09:00-12:00\"");
        assertThat(server.submit(place + "/hours", root, week("8h-11h"))
                        .headers()
                        .firstValue("Location"))
                .contains(place);
        assertThat(body(PAGE, technician))
                .contains("Ces horaires viennent de : un lieu plus haut.", "value=\"08:00-11:00\"");
        assertThat(body(PAGE, root)).contains("Ces horaires viennent de : Grenoble.");

        assertThat(server.submit(PAGE + "/hours", technician, week("10:00-11:00"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(body(PAGE, technician)).contains("Ces horaires sont ceux de ce lieu.", "value=\"10:00-11:00\"");
        Map<String, String> none = week("");
        none.put("none", "1");
        server.submit(PAGE + "/hours", technician, none);
        assertThat(body(PAGE, technician)).contains("value=\"08:00-11:00\"");
        assertThat(body(PAGE + "?week=secondary", technician)).contains("value=\"08:00-12:00, 13:30-17:30\"");
    }

    @Test
    void exceptionsComeAndGo() throws Exception {
        String day = LocalDate.now().plusDays(3).toString();
        HttpResponse<String> wrong = server.submit(
                PAGE + "/exceptions", technician, Map.of("first", day, "last", "2001-01-01", "reason", "Neige"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Le dernier jour est avant le premier.", "value=\"Neige\"")
                .containsPattern("id=\"last\"[^>]*aria-invalid=\"true\"");
        server.submit(PAGE + "/exceptions", technician, Map.of("first", day, "reason", "Neige & verglas"));
        assertThat(body(PAGE, head)).contains("Neige &amp; verglas").doesNotContain("exceptions/remove");
        long id = server.calendars()
                .of(Scope.EVERYTHING, school)
                .specials()
                .get(0)
                .id();
        assertThat(server.submit(PAGE + "/exceptions/remove", head, Map.of("id", Long.toString(id)))
                        .statusCode())
                .isEqualTo(403);
        server.submit(PAGE + "/exceptions/remove", technician, Map.of("id", Long.toString(id)));
        assertThat(body(PAGE, head)).doesNotContain("Neige");
        assertThat(body("/audit", root)).contains("Exception retirée du calendrier", "raison : Neige &amp; verglas");
    }

    @Test
    void whoOnlyLooksSeesNoForms() throws Exception {
        assertThat(body(PAGE, head)).doesNotContain("<form class=\"fields\"").contains("<b>Mercredi</b>");
        assertThat(body("/schools/0381778B", head)).contains(PAGE);
        assertThat(body("/calendar", head)).contains("Zone A", "Corse").doesNotContain("/calendar/import");
        assertThat(server.get("/calendar/import", technician).statusCode()).isEqualTo(403);
        assertThat(server.submit("/calendar/zones/a", technician, Map.of("name", "X"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aZoneIsChosen() throws Exception {
        assertThat(body(PAGE, technician)).contains("Vacances : Zone A");
        server.submit(PAGE + "/zone", technician, Map.of("zone", "corse"));
        assertThat(body(PAGE, technician)).contains("Aucunes vacances connues pour Corse");
        assertThat(server.submit(PAGE + "/zone", technician, Map.of("zone", "z"))
                        .statusCode())
                .isEqualTo(422);
        server.submit(PAGE + "/zone", technician, Map.of("zone", ""));
        assertThat(body(PAGE, technician)).contains("Vacances : Zone A");
    }

    @Test
    void theMinistrysFileIsImportedAfterALook() throws Exception {
        HttpResponse<String> preview =
                server.submit("/calendar/import", root, Map.of("list", HolidayPlanTest.sample()));
        assertThat(preview.body()).contains("À ajouter", "Laissée de côté : ne concerne pas les élèves");
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = DONE.matcher(preview.body());
        while (matcher.find()) {
            fields.put(
                    matcher.group(1),
                    matcher.group(2)
                            .replace("&#34;", "\"")
                            .replace("&#39;", "'")
                            .replace("&amp;", "&"));
        }
        assertThat(fields).containsOnlyKeys("list", "fingerprint");
        HttpResponse<String> applied = server.submit("/calendar/import/apply", root, fields);
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(303);
        assertThat(body("/calendar/zones/corse?past=", root)).contains("Début des Vacances d&#39;Été");
        assertThat(server.submit("/calendar/import/apply", root, fields).statusCode())
                .as("a second time")
                .isEqualTo(422);
    }

    @Test
    void holidaysOfAZoneAreTyped() throws Exception {
        assertThat(server.submit("/calendar/zones", root, Map.of("name", "Îles", "clock", "Lune"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> made =
                server.submit("/calendar/zones", root, Map.of("name", "Îles", "clock", "America/Marigot"));
        assertThat(made.headers().firstValue("Location")).contains("/calendar/zones/iles");
        String zone = "/calendar/zones/iles";
        HttpResponse<String> wrong =
                server.submit(zone + "/holidays", root, Map.of("first", "2030-02-04", "holiday", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).containsPattern("id=\"holiday\"[^>]*aria-invalid=\"true\"");
        server.submit(
                zone + "/holidays", root, Map.of("first", "2030-02-01", "last", "2030-02-08", "holiday", "Carnaval"));
        assertThat(body(zone, root)).contains("Carnaval", "du 1er février 2030 au 8 février 2030");
        long id = server.holidays().all().stream()
                .filter(known -> known.zone().equals("iles"))
                .findFirst()
                .orElseThrow()
                .id();
        server.submit(zone + "/holidays/remove", root, Map.of("id", Long.toString(id)));
        server.submit(zone, root, Map.of("name", "Îles du Nord", "clock", "America/Guadeloupe"));
        assertThat(body(zone, root))
                .contains("Îles du Nord", "America/Guadeloupe")
                .doesNotContain("Carnaval");
        assertThat(server.get("/calendar/zones/nowhere", root).statusCode()).isEqualTo(404);
    }
}
