package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

/** What people without an account can do by the code of a label, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpTest {
    private TestServer server;
    private Place school;
    private Place room;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        var root = TestServer.root();
        Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        school = server.places()
                .create(
                        root,
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École Jean Macé", "0381778B", "Mme Roy", "04 76 00 00 01", ""));
        room = server.places().create(root, school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 3"));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String ofMachine(String name) throws Exception {
        UUID device = server.machine(name, TestServer.number(Processor.LOAD, 12));
        server.machines().move(TestServer.root(), device, room.id());
        long id = server.machines().find(Scope.EVERYTHING, device).orElseThrow().id();
        return "/help/" + server.helpCodes().make(TestServer.root(), id, null);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private List<Ticket> tickets() {
        return server.tickets().list(Scope.EVERYTHING, TicketFilter.ALL, 1, 100);
    }

    @Test
    void aReportBecomesATicketAndTheNextOneIsAddedToIt() throws Exception {
        String help = ofMachine("pc-help");
        HttpResponse<String> page = server.get(help, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("pc-help", "École Jean Macé, Salle 3", "04 76 00 00 01")
                .doesNotContain("déjà signalé");
        String visitor = cookie(page);

        HttpResponse<String> sent = server.submit(help, visitor, Map.of("complaint", "no_start", "text", "Trois bips"));
        assertThat(sent.statusCode()).isEqualTo(303);
        Ticket ticket = tickets().get(0);
        assertThat(ticket.origin()).isEqualTo(Origin.HELP);
        assertThat(ticket.subject()).isEqualTo("Trois bips");
        String thanks = sent.headers().firstValue("Location").orElseThrow();
        assertThat(server.get(thanks, visitor).body())
                .contains("Merci, c’est signalé.", "Ticket n° " + ticket.number(), "04 76 00 00 01");
        assertThat(server.get(thanks, "").body()).as("for the others").doesNotContain("Ticket n°");

        HttpResponse<String> other = server.get(help.toLowerCase(), "");
        assertThat(other.body())
                .contains("<small>déjà signalé</small>")
                .as("nobody has taken it on")
                .doesNotContain("on s’en occupe");
        int before = tickets().size();
        assertThat(server.submit(help, cookie(other), Map.of("complaint", "no_start", "text", "Moi aussi"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(tickets()).hasSize(before);
        assertThat(server.tickets().log(Scope.EVERYTHING, ticket.number(), 1, 1))
                .extracting(LogEntry::what, LogEntry::actor, LogEntry::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(LogEntry.What.AGAIN, "", "Moi aussi"));
        String cookie = server.session(server.account("Paul", Role.TECHNICIAN));
        server.submit(ticket.href() + "/assign", cookie, Map.of("take", "1"));
        assertThat(server.get(help, "").body()).contains("déjà signalé, on s’en occupe");
    }

    @Test
    void whatNamesSomebodyIsRefusedAndStaysInTheForm() throws Exception {
        String help = ofMachine("pc-privacy");
        String visitor = cookie(server.get(help, ""));

        HttpResponse<String> phone =
                server.submit(help, visitor, Map.of("complaint", "no_start", "text", "Appelez 06 12 34 56 78"));
        assertThat(phone.statusCode()).isEqualTo(422);
        assertThat(phone.body())
                .contains(
                        "Pas de numéro de téléphone ici",
                        "Appelez 06 12 34 56 78",
                        "value=\"no_start\" required checked");
        assertThat(server.submit(help, visitor, Map.of("complaint", "other", "text", "lea@example.org"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.submit(help, visitor, Map.of("complaint", "no_start", "leave", "http://spam"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(tickets())
                .extracting(each -> each.machine() == null ? "" : each.machine().name())
                .doesNotContain("pc-privacy");
    }

    @Test
    void whatMayBeSomethingElseIsATicketOfItsOwn() throws Exception {
        String ofMachine = ofMachine("pc-two");
        String ofRoom = "/help/" + server.helpCodes().make(TestServer.root(), null, room.id());
        int before = tickets().size();
        for (String[] report : new String[][] {
            {ofMachine, "other", "DVD coincé"},
            {ofMachine, "other", "Fumée !"},
            {ofMachine, "no_start", "voyant orange"},
            {ofMachine, "no_start", "toujours rien"},
            {ofRoom, "no_start", "le poste du fond"},
            {ofRoom, "no_start", "le poste de la fenêtre"},
            {ofRoom, "no_internet", "toute la salle"},
            {ofRoom, "no_internet", "toujours rien"}
        }) {
            String visitor = cookie(server.get(report[0], ""));
            assertThat(server.submit(report[0], visitor, Map.of("complaint", report[1], "text", report[2]))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(tickets().stream().limit(tickets().size() - before).map(Ticket::subject))
                .containsExactlyInAnyOrder(
                        "DVD coincé",
                        "Fumée !",
                        "voyant orange",
                        "le poste du fond",
                        "le poste de la fenêtre",
                        "toute la salle");
    }

    @Test
    void aFormOfAnotherSiteIsNotTaken() throws Exception {
        String help = ofMachine("pc-forged");
        int before = tickets().size();

        assertThat(server.post(help, "socle_form=x", "complaint", "no_start").statusCode())
                .isEqualTo(403);
        assertThat(server.submit(
                                help,
                                cookie(server.get(help, "")),
                                Map.of("complaint", "no_start", "form_token", "guess"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(tickets()).hasSize(before);
    }

    @Test
    void whatWasTypedStaysWhateverItIsRefusedFor() throws Exception {
        String help = ofMachine("pc-busy");
        String visitor = cookie(server.get(help, ""));
        Map<String, String> fields = Map.of("complaint", "no_start", "text", "Trois bips longs");
        HttpResponse<String> answer = server.submit(help, visitor, fields);
        for (int i = 0; i < 10 && answer.statusCode() == 303; i++) {
            answer = server.submit(help, visitor, fields);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("Trop d’essais", "Trois bips longs", "value=\"no_start\" required checked");

        // The browser was closed in between: another cookie than the one the form was made for.
        Map<String, String> old = new LinkedHashMap<>(fields);
        old.put("form_token", "of the cookie before");
        HttpResponse<String> stale = server.submit(help, visitor, old);
        assertThat(stale.statusCode()).isEqualTo(403);
        assertThat(stale.body()).contains("Votre texte est toujours là", "Trois bips longs");
    }

    @Test
    void aDoubleClickReportsOnce() throws Exception {
        String help = ofMachine("pc-click");
        HttpResponse<String> page = server.get(help, "");
        String once = page.body().replaceFirst("(?s).*name=\"once\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> fields = Map.of("complaint", "no_start", "text", "Trois bips", "once", once);

        server.submit(help, cookie(page), fields);
        HttpResponse<String> again = server.submit(help, cookie(page), fields);

        assertThat(server.get(again.headers().firstValue("Location").orElseThrow(), cookie(page))
                        .body())
                .contains("Merci, c’est signalé.");
        assertThat(server.tickets().log(Scope.EVERYTHING, tickets().get(0).number(), 1, 10))
                .extracting(LogEntry::what)
                .containsExactly(LogEntry.What.OPENED);
    }

    @Test
    void aRoomHasACodeToo() throws Exception {
        String code = server.helpCodes().make(TestServer.root(), null, room.id());
        String help = "/help/" + HelpCode.text(code);
        HttpResponse<String> page = server.get(help, "");
        assertThat(page.body()).contains("École Jean Macé, Salle 3");

        server.submit(help, cookie(page), Map.of("complaint", "no_internet"));

        assertThat(tickets().get(0).place()).isEqualTo(room.id());
        assertThat(tickets().get(0).machine()).isNull();
    }

    @Test
    void aCodeThatIsRenewedOrRevokedLeadsNowhere() throws Exception {
        String first = server.helpCodes().make(TestServer.root(), null, school.id());
        assertThat(server.helpCodes().make(TestServer.root(), null, school.id()))
                .isEqualTo(first);
        String second = server.helpCodes().renew(TestServer.root(), null, school.id());

        assertThat(server.get("/help/" + first, "").statusCode()).isEqualTo(404);
        assertThat(server.get("/help/" + second, "").statusCode()).isEqualTo(200);
        server.helpCodes().revoke(TestServer.root(), null, school.id());
        HttpResponse<String> gone = server.get("/help/" + second, "");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("Ce code n’est pas ou plus valable").doesNotContain("École");
    }

    @Test
    void aLabelIsPrintedWithItsCode() throws Exception {
        String head = server.session(server.account("Anne", Role.SCHOOL, school));
        String label = "/rooms/" + room.id() + "/label";
        assertThat(server.get(label, head).statusCode()).isEqualTo(200);
        assertThat(server.submit(label, head, Map.of("do", "make")).statusCode())
                .isEqualTo(303);

        String code = server.helpCodes().code(Scope.EVERYTHING, null, room.id()).orElseThrow();
        assertThat(server.get(label, head).body()).contains("/help/" + code, HelpCode.text(code), "<path d=\"M");
        assertThat(server.submit(label, head, Map.of("do", "renew")).statusCode())
                .as("for technicians")
                .isEqualTo(403);
    }

    @Test
    void aSheetHasTheLabelsOfARoom() throws Exception {
        Place lab = server.places().create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Labo"));
        for (int i = 0; i < 26; i++) {
            UUID device = server.machine("labo-%02d".formatted(i), TestServer.number(Processor.LOAD, 12));
            server.machines().move(TestServer.root(), device, lab.id());
        }
        String sheet = "/rooms/" + lab.id() + "/labels";
        String head = server.session(server.account("Zoé", Role.SCHOOL, school));
        String before = server.get(sheet, head).body();
        assertThat(before)
                .contains(
                        "2 planches de 24 étiquettes", "24 postes de cette planche n’ont pas encore de code", "labo-23")
                .doesNotContain("labo-24", "class=\"qr\"");

        assertThat(server.submit(sheet, head, Map.of()).statusCode()).isEqualTo(303);

        String after = server.get(sheet, head).body();
        long first = server.machines()
                .after(Scope.of(lab.path()), Filter.NONE, 0, 1)
                .get(0)
                .id();
        String code = server.helpCodes().code(Scope.EVERYTHING, first, null).orElseThrow();
        assertThat(after).contains(HelpCode.text(code), "Labo").doesNotContain("<button>Créer");
        assertThat(after.split("class=\"qr\"", -1)).hasSize(25);
        assertThat(server.get(sheet + "?page=2", head).body().split("class=\"qr\"", -1))
                .hasSize(3);
        assertThat(server.get("/schools/0381778B/labels", head).body()).contains("labo-00");
        server.submit(sheet, head, Map.of());
        assertThat(server.helpCodes().code(Scope.EVERYTHING, first, null))
                .as("the one it has")
                .contains(code);
    }

    @Test
    void whoGuessesWaits(@TempDir Path directory) throws Exception {
        try (TestServer other = new TestServer(directory)) {
            int tries = 0;
            HttpResponse<String> answer;
            do {
                answer = other.get("/help/" + HelpCode.random(), "");
                tries++;
            } while (answer.statusCode() == 404 && tries < 30);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(tries).isEqualTo(11);
            assertThat(answer.body()).contains("Trop d’essais");
            assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1L, 3L);

            Place town =
                    other.places().create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
            Place there = other.places()
                    .create(
                            TestServer.root(),
                            town.id(),
                            PlaceKind.SCHOOL,
                            new PlaceDetails("École", "0381778B", "", "", ""));
            String right = "/help/" + other.helpCodes().make(TestServer.root(), null, there.id());
            HttpResponse<String> page = other.get(right, "");
            assertThat(page.statusCode()).as("the same address, a right code").isEqualTo(200);
            assertThat(other.submit(right, cookie(page), Map.of("complaint", "no_internet"))
                            .statusCode())
                    .isEqualTo(303);
        }
    }
}
