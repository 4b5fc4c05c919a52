package org.socle.fleet.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;

/** The morning's page of a technician with several schools, through a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TodayPageTest {
    private static final List<String> CODES = List.of("0381778B", "0381780D", "0382032C");

    private TestServer server;
    private Place town;
    private long school;
    private String technician;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Ville de Grenoble");
        for (String code : CODES) {
            Place school = server.places()
                    .create(
                            TestServer.root(),
                            town.id(),
                            PlaceKind.SCHOOL,
                            new PlaceDetails("École " + code, code, "", "", ""));
            this.school = school.id();
            UUID machine = server.machine("poste-" + code, TestServer.number(Storage.PENDING_SECTORS, 8));
            server.machines().move(TestServer.root(), machine, school.id());
        }
        server.sweep(Duration.ZERO);
        technician = server.session(server.account("Léa", Role.TECHNICIAN, town));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, technician, "Accept-Language", "fr");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static int lines(String page) {
        return page.split("<li class=\"down\">", -1).length - 1;
    }

    @Test
    void oneCauseInManySchoolsIsOneLineThatSaysWhatToDo() throws Exception {
        String today = page("/today");
        assertThat(lines(today)).isEqualTo(1);
        assertThat(today)
                .contains(
                        "3 établissements : École 0381778B, École 0381780D…",
                        "3 postes",
                        "href=\"/today?cause=disk_failing\"")
                .contains("Sauvegarder et remplacer le disque.");
    }

    @Test
    void theCauseHasALineForEachSchoolAndTakingOneOnLeadsBackToIt() throws Exception {
        String path = "/today?cause=disk_failing";
        String cause = page(path);
        assertThat(lines(cause)).isEqualTo(3);
        assertThat(cause).contains("École 0381778B</a>", "École 0381780D</a>", "École 0382032C</a>");

        Matcher ids = Pattern.compile("name=\"ids\" value=\"(\\d+)\"").matcher(cause);
        assertThat(ids.find()).isTrue();
        HttpResponse<String> answer = server.submit(
                "/incidents/acknowledge", technician, Map.of("ids", ids.group(1), "back", path + "&page=1"));
        assertThat(answer.statusCode()).isEqualTo(303);
        String back = answer.headers().firstValue("Location").orElseThrow();
        assertThat(back).isEqualTo(path + "&page=1&taken=" + ids.group(1));
        String incident = "/incidents/" + ids.group(1);
        assertThat(page(back))
                .contains(
                        "Pris en charge : Disque sur le point de lâcher.",
                        "<a href=\"" + incident + "\">Ouvrir un ticket",
                        "<small>pris en charge</small>");

        String ticket = server.submit(incident + "/ticket", technician, Map.of())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(page(path)).contains("<small>pris en charge <a href=\"" + ticket + "\">Ticket ");

        assertThat(server.submit(incident + "/release", technician, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(page(incident)).contains("Rendu : de nouveau à traiter");
        assertThat(page(path)).doesNotContain("pris en charge");
    }

    @Test
    void reportsThatNobodyHasTakenAreSaid() throws Exception {
        server.tickets()
                .open(
                        TestServer.root(),
                        new NewTicket("no_start", "", null, school, null, Origin.HELP, Priority.NORMAL));
        assertThat(page("/today")).contains("href=\"/tickets?state=new\"", "que personne n’a pris");
    }

    @Test
    void theOneWhoHasAnIncidentIsNamedAndWordsCanBeTakenOut() throws Exception {
        long id = server.incidents().heaps(Scope.EVERYTHING).get(0).incidents().get(0);
        String incident = "/incidents/" + id;
        server.submit(incident + "/acknowledge", technician, Map.of());
        String administrator = server.signIn();
        server.submit(incident + "/note", administrator, Map.of("note", "Vu avec Mme Dupont"));
        assertThat(page(incident)).contains("pris en charge par Léa", "Vu avec Mme Dupont");
        assertThat(server.submit(incident + "/note", technician, Map.of("note", "Rappeler au 06 12 34 56 78"))
                        .statusCode())
                .isEqualTo(422);

        long line = server.incidents()
                .log(
                        Scope.EVERYTHING,
                        server.incidents().find(Scope.EVERYTHING, id).orElseThrow(),
                        1)
                .get(0)
                .id();
        assertThat(server.submit(incident + "/redact", technician, Map.of("line", Long.toString(line)))
                        .statusCode())
                .isEqualTo(403);
        server.submit(incident + "/redact", administrator, Map.of("line", Long.toString(line)));
        assertThat(page(incident)).doesNotContain("Dupont").contains("texte retiré");
        server.submit(incident + "/release", technician, Map.of());
    }

    @Test
    void aPageThatIsNoLongerThereIsTheLastOne() throws Exception {
        assertThat(lines(page("/today?page=9"))).isEqualTo(1);
    }

    @Test
    void takingOnLeadsNowhereElse() throws Exception {
        HttpResponse<String> answer = server.submit(
                "/incidents/acknowledge", technician, Map.of("ids", "", "back", "/today?next=//example.org"));
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("example.org");
    }

    @Test
    void anUnknownCauseIsRefused() throws Exception {
        assertThat(server.get("/today?cause=sunspots", technician).statusCode()).isEqualTo(400);
    }
}
