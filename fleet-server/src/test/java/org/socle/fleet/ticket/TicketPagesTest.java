package org.socle.fleet.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

/** What people of each role can do with tickets, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketPagesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate TODAY = LocalDate.now(PARIS);

    private TestServer server;
    private UUID machine;
    private Account technician;
    private Account head;
    private Account officer;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        var root = TestServer.root();
        Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        Place school = server.places()
                .create(
                        root,
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École Jean Macé", "0381778B", "Mme Roy", "04 76 00 00 01", ""));
        machine = server.machine("pc-07", TestServer.number(Processor.LOAD, 12));
        server.machines().move(root, machine, school.id());
        technician = server.account("Paul", Role.TECHNICIAN, town);
        head = server.account("Anne", Role.SCHOOL, school);
        officer = server.account("Odile", Role.OFFICER, town);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String open(Account who, Map<String, String> fields) throws Exception {
        HttpResponse<String> answer = server.submit("/machines/" + machine + "/ticket", server.session(who), fields);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aSchoolReportsAndNotesAndATechnicianWorks() throws Exception {
        String ticket = open(head, Map.of("complaint", "no_start", "text", "Écran noir", "priority", "urgent"));
        String ofHead = server.session(head);
        String ofTechnician = server.session(technician);

        String page = server.get(ticket, ofHead).body();
        assertThat(page)
                .contains("Ne démarre pas", "Écran noir", "pc-07", "normale")
                .doesNotContain("value=\"solved\"");
        assertThat(server.submit(ticket, ofHead, Map.of("to", "note", "text", "Toujours noir"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.submit(ticket, ofHead, Map.of("to", "solved")).statusCode())
                .isEqualTo(403);
        assertThat(server.submit(ticket + "/assign", ofHead, Map.of("take", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.submit(ticket, server.session(officer), Map.of("to", "note", "text", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(ticket, server.session(officer)).body())
                .contains("Toujours noir")
                .doesNotContain("name=\"text\"");

        assertThat(server.submit(ticket + "/assign", ofTechnician, Map.of("take", "1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.submit(ticket, ofTechnician, Map.of("to", "solved", "text", "Câble rebranché"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.get(ticket, ofTechnician).body())
                .contains("résolu", "Confié à Paul", "Câble rebranché", "Rouvrir");
        assertThat(server.get("/machines/" + machine, ofHead).body()).contains("Ne démarre pas (résolu)");
        assertThat(server.get("/machines/" + machine + "/tickets", ofHead).body())
                .contains("Ne démarre pas");
        assertThat(server.get("/audit", ofTechnician).body()).contains("Ticket ouvert", "Ticket résolu");
    }

    @Test
    void whatIsRefusedKeepsWhatWasTyped() throws Exception {
        HttpResponse<String> nothing =
                server.submit("/machines/" + machine + "/ticket", server.session(head), Map.of("text", "Écran noir"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Choisissez ce qui se passe.", "Écran noir", "<title>Erreur : ");

        String ticket = open(technician, Map.of("complaint", "other", "text", "Souris cassée"));
        HttpResponse<String> wrong = server.submit(
                ticket + "/intervention",
                server.session(technician),
                Map.of(
                        "at", "2026-11-16T10:00",
                        "what", "Souris changée",
                        "outcome", "done",
                        "minutes", "10",
                        "part1", "Souris",
                        "price1", "douze"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("« douze » n’est pas un prix en euros", "Souris changée", "value=\"douze\"");
    }

    @Test
    void anInterventionShowsItsFiguresAndSolves() throws Exception {
        String ticket = open(technician, Map.of("complaint", "other", "text", "Clavier sans touche A"));
        String cookie = server.session(technician);
        HttpResponse<String> noted = server.submit(
                ticket + "/intervention",
                cookie,
                Map.ofEntries(
                        Map.entry("at", TODAY + "T00:01"),
                        Map.entry("what", "Clavier changé"),
                        Map.entry("outcome", "done"),
                        Map.entry("minutes", "20"),
                        Map.entry("travel", "35"),
                        Map.entry("part1", "Clavier"),
                        Map.entry("reference1", "K120"),
                        Map.entry("quantity1", "2"),
                        Map.entry("price1", "12,50"),
                        Map.entry("cost", "3"),
                        Map.entry("received", "1"),
                        Map.entry("signed", "direction"),
                        Map.entry("solved", "1")));
        assertThat(noted.statusCode()).isEqualTo(303);

        assertThat(server.get(ticket, cookie).body())
                .contains("20\u202fmin sur place", "2 × Clavier K120 (25,00\u202f€)", "autres frais 3,00\u202f€")
                .contains("reçu par direction le", "résolu");
        JsonNode one = server.json("/api/v1" + ticket);
        assertThat(one.get("state").asText()).isEqualTo("solved");
        assertThat(one.at("/interventions/0/totalCostCents").asLong()).isEqualTo(2_800);
        assertThat(one.at("/interventions/0/at").asText())
                .isEqualTo(TODAY.atTime(0, 1).atZone(PARIS).toInstant().toString());
        assertThat(one.at("/interventions/0/withdrawnAt").isNull()).isTrue();
        assertThat(one.at("/school/uai").asText()).isEqualTo("0381778B");
    }

    private static String once(String page) {
        return page.replaceFirst("(?s).*name=\"once\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void aDoubleClickOpensOneTicketAndNotesOneIntervention() throws Exception {
        String cookie = server.session(technician);
        String form = "/machines/" + machine + "/ticket";
        Map<String, String> fields = Map.of(
                "complaint", "no_start", "once", once(server.get(form, cookie).body()));
        String ticket = server.submit(form, cookie, fields)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        HttpResponse<String> again = server.submit(form, cookie, fields);

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.headers().firstValue("Location")).contains(ticket);
        Map<String, String> done = new LinkedHashMap<>(Map.of("what", "Alimentation changée", "outcome", "done"));
        done.put("once", once(server.get(ticket + "/intervention", cookie).body()));
        assertThat(server.submit(ticket + "/intervention", cookie, Map.of("outcome", "done", "once", done.get("once")))
                        .statusCode())
                .as("what is refused does not use it up")
                .isEqualTo(422);
        server.submit(ticket + "/intervention", cookie, done);
        assertThat(server.submit(ticket + "/intervention", cookie, done).statusCode())
                .isEqualTo(303);
        assertThat(server.json("/api/v1" + ticket).get("interventions")).hasSize(1);
    }

    @Test
    void anInterventionIsCorrectedAndWithdrawn() throws Exception {
        String ticket = open(technician, Map.of("complaint", "no_start"));
        String cookie = server.session(technician);
        server.submit(
                ticket + "/intervention",
                cookie,
                Map.of("what", "Écran changé", "outcome", "done", "minutes", "20", "cost", "15000,50"));
        long wrong = server.json("/api/v1" + ticket).at("/interventions/0/id").asLong();

        assertThat(server.get(ticket, server.session(head)).body()).doesNotContain("corrects=" + wrong);
        String form =
                server.get(ticket + "/intervention?corrects=" + wrong, cookie).body();
        assertThat(form).contains("Corriger une intervention", "value=\"15000,50\"", "Écran changé", "value=\"20\"");
        Map<String, String> right = new LinkedHashMap<>(
                Map.of("what", "Écran changé", "outcome", "done", "cost", "150", "corrects", Long.toString(wrong)));
        HttpResponse<String> refused = server.submit(ticket + "/intervention", cookie, right);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Dites pourquoi cette intervention est annulée ou corrigée.", "name=\"corrects\"");
        right.put("why", "Coût mal tapé");
        assertThat(server.submit(ticket + "/intervention", cookie, right).statusCode())
                .isEqualTo(303);
        assertThat(server.get(ticket, cookie).body())
                .contains("Annulée par Paul le", ": Coût mal tapé", "<s>Écran changé</s>", "autres frais 150,00");

        long second = server.json("/api/v1" + ticket).at("/interventions/0/id").asLong();
        String withdraw = ticket + "/interventions/" + second + "/withdraw";
        assertThat(server.get(withdraw, cookie).body()).contains("Écran changé");
        assertThat(server.submit(withdraw, server.session(head), Map.of("why", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.submit(withdraw, cookie, Map.of()).statusCode()).isEqualTo(422);
        assertThat(server.submit(withdraw, cookie, Map.of("why", "Mauvais ticket"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.get(withdraw, cookie).statusCode()).as("once").isEqualTo(404);
        assertThat(server.json("/api/v1" + ticket).get("interventions"))
                .allSatisfy(each -> assertThat(each.get("withdrawnAt").isNull()).isFalse());
    }

    @Test
    void anAdministratorTakesATextOut() throws Exception {
        String ticket = open(head, Map.of("complaint", "other", "text", "Léa Martin a renversé de l’eau"));
        String cookie = server.session(server.account("Ada", Role.ADMINISTRATOR));
        String link =
                server.get(ticket, cookie).body().replaceFirst("(?s).*href=\"([^\"]*redact\\?line=\\d+)\".*", "$1");

        assertThat(server.get(ticket, server.session(technician)).body()).doesNotContain("redact?line");
        assertThat(server.get(link, server.session(technician)).statusCode()).isEqualTo(403);
        assertThat(server.get(link, cookie).body()).contains("Retirer un texte", "Léa Martin");
        Map<String, String> line = Map.of("line", link.substring(link.indexOf('=') + 1));
        assertThat(server.submit(ticket + "/redact", server.session(technician), line)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.submit(ticket + "/redact", cookie, line).statusCode()).isEqualTo(303);

        assertThat(server.get(ticket, cookie).body())
                .contains("retiré par Ada le", "Ticket ouvert", "Anne")
                .doesNotContain("Léa Martin");
        assertThat(server.json("/api/v1" + ticket).get("text").asText()).isEmpty();
        assertThat(server.get("/audit", cookie).body())
                .contains("Texte de ticket retiré")
                .doesNotContain("Léa Martin");
    }

    @Test
    void theApiGivesPages() throws Exception {
        open(technician, Map.of("complaint", "no_internet"));
        open(technician, Map.of("complaint", "no_internet"));

        JsonNode first = server.json("/api/v1/tickets?limit=1");
        JsonNode second = server.json(
                "/api/v1/tickets?limit=1&cursor=" + first.get("next").asText());

        assertThat(first.get("tickets")).hasSize(1);
        assertThat(second.at("/tickets/0/number").asLong())
                .isGreaterThan(first.at("/tickets/0/number").asLong());
        assertThat(server.api("/api/v1/tickets?state=lost").statusCode()).isEqualTo(400);
        assertThat(server.json("/api/v1/tickets?state=new&school=0381778B").get("tickets"))
                .isNotEmpty();
    }

    /** A browser would go on sending; this one waits for the answer. */
    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        String ticket = open(head, Map.of("complaint", "no_start"));
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "POST " + ticket + "/photos HTTP/1.1\r\nHost: localhost\r\nCookie: "
                    + server.session(head)
                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 14000000\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));

            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aPhotoIsAPictureAndNothingElse() throws Exception {
        String ticket = open(head, Map.of("complaint", "no_start"));
        long number = Long.parseLong(ticket.substring("/tickets/".length()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", file);
        server.photos().add(server.viewer(server.session(head)), number, file.toByteArray());
        long photo = server.photos().ofTicket(Scope.EVERYTHING, number).get(0).id();

        HttpResponse<String> answer = server.get(ticket + "/photos/" + photo, server.session(officer));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/jpeg");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(server.get(ticket + "/photos/" + photo, "").statusCode()).isEqualTo(401);
        assertThat(server.submit(ticket + "/redact", server.session(head), Map.of("photo", "" + photo))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(ticket + "/redact?photo=" + photo, server.session(technician))
                        .body())
                .contains("Retirer une photo", "Retirer définitivement");
        assertThat(server.submit(ticket + "/redact", server.session(technician), Map.of("photo", "" + photo))
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.get(ticket, server.session(officer)).body())
                .contains("retiré par Paul le")
                .doesNotContain("/photos/" + photo);
        assertThat(server.get(ticket + "/photos/" + photo, server.session(officer))
                        .statusCode())
                .isEqualTo(404);
    }
}
