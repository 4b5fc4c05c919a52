package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.enrol.Keys;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

/** The page that makes codes and lets machines in. */
class EnrolPageTest {
    private final TestServer server;

    EnrolPageTest(@TempDir Path directory) throws IOException {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aNewCodeIsShownOnceAndLoadingThePageAgainMakesNoOther() throws Exception {
        String admin = server.signIn();
        HttpResponse<String> made = server.submit("/enrol", admin, Map.of("hours", "24", "most", "3"));
        assertThat(made.statusCode()).isEqualTo(303);
        String shown = made.headers().firstValue("Location").orElseThrow();
        assertThat(shown).startsWith("/enrol?made=");

        String another = server.signIn();
        assertThat(server.get(shown, another).body()).as("another session").doesNotContain("class=\"code\"");
        assertThat(server.get(shown, admin).body())
                .contains("Code sans établissement", "class=\"code\"", "0 sur 3 utilisés, encore 24 heures");
        assertThat(server.get(shown, admin).body()).doesNotContain("class=\"code\"");
        assertThat(server.enrolment().openCodes(Scope.EVERYTHING)).hasSize(1);
    }

    @Test
    void theMachineANewcomerResemblesIsNamedToWhoSeesIt() throws Exception {
        Viewer root = TestServer.root();
        Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Voiron"));
        Place school = server.places()
                .create(root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
        String admin = server.signIn();
        TestMachine known = new TestMachine(server, "salle1-pc01", TestMachine.ownHardware());
        known.enrol(code(school));
        String link = "Le poste connu : <a href=\"/machines/" + known.id() + "\">salle1-pc01</a>";
        try (var connection = new TlsDevice(server, known.identity(), known.id().toString())) {
            connection.online();
            new TestMachine(server, "nouveau", known.hardware).enrol(code(school));
            new TestMachine(server, "inconnu", TestMachine.ownHardware()).enrol(manual(school));
        }
        String page = server.get("/enrol", admin).body();
        assertThat(page)
                .containsOnlyOnce(link + " <small>École Jean Macé</small>")
                .contains("C’est le même poste");

        String inSchool = server.session(server.account("Marie", Role.TECHNICIAN, school));
        assertThat(server.get("/enrol", inSchool).body()).contains(link);
        Place other = server.places()
                .create(root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École Pasteur", "0381780D", "", "", ""));
        server.machines().move(root, known.id(), other.id());
        assertThat(server.get("/enrol", inSchool).body())
                .contains("nouveau")
                .doesNotContain("salle1-pc01", known.id().toString(), "École Pasteur", "C’est le même poste");
        assertThat(server.get("/enrol", admin).body()).contains(link + " <small>École Pasteur</small>");
    }

    @Test
    void theMachineACopyWasMadeOfIsNamed() throws Exception {
        String admin = server.signIn();
        TestMachine original = new TestMachine(server, "modele", TestMachine.ownHardware());
        original.enrol(code(null));
        original.renew(Keys.generate(), TestMachine.ownHardware());
        assertThat(server.get("/enrol", admin).body())
                .contains(
                        "Son disque est la copie",
                        "Le poste connu : <a href=\"/machines/" + original.id()
                                + "\">modele</a> <small>Sans établissement</small>");
    }

    private String code(@Nullable Place place) {
        return code(place, true);
    }

    private String manual(Place place) {
        return code(place, false);
    }

    private String code(@Nullable Place place, boolean automatic) {
        return server.enrolment()
                .create(
                        Scope.EVERYTHING,
                        TestServer.PERSON,
                        new NewCode(place == null ? null : place.id(), Duration.ofHours(1), 30, automatic))
                .text();
    }

    @Test
    void whoComesSecondIsTold() throws Exception {
        String admin = server.signIn();
        String code = server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 3, false))
                .text();
        new TestMachine(server, "poste", TestMachine.ownHardware()).enrol(code);
        String request = Long.toString(
                server.enrolment().waiting(Scope.EVERYTHING).get(0).id());
        Map<String, String> refuse = Map.of("request", request, "decision", "refuse");
        assertThat(server.submit("/enrol/decide", admin, refuse).statusCode()).isEqualTo(303);
        HttpResponse<String> again = server.submit("/enrol/decide", admin, refuse);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("Ce poste a déjà reçu une réponse : la liste est à jour.");
        assertThat(server.submit("/enrol/approve", admin, Map.of("request", request))
                        .body())
                .contains("Ce poste a déjà reçu une réponse");

        Map<String, String> cancel = Map.of(
                "code",
                Long.toString(
                        server.enrolment().openCodes(Scope.EVERYTHING).get(0).id()));
        assertThat(server.submit("/enrol/cancel", admin, cancel).statusCode()).isEqualTo(303);
        assertThat(server.submit("/enrol/cancel", admin, cancel).body())
                .contains("Ce code est déjà annulé ou terminé : la liste est à jour.");
    }
}
