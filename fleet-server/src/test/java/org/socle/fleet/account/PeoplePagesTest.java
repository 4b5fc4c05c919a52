package org.socle.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Processor;
import org.socle.enrol.Tls;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.web.Access;

/** People and places as they are met on pages and in the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeoplePagesTest {
    private TestServer server;
    private String admin;
    private Place town;
    private Place mace;
    private Place lac;
    private UUID machine;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        admin = server.signIn();
        var root = TestServer.root();
        town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        mace = server.places()
                .create(
                        root,
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École Macé", "0381778B", "Mme Roy", "04 76 00 00 00", ""));
        lac = server.places()
                .create(root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École du Lac", "0381780D", "", "", ""));
        machine = server.machine("mace-pc01", TestServer.number(Processor.LOAD, 41));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private static String formToken(String body) {
        return body.replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1");
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "=") && !each.startsWith(name + "=;"))
                .map(each -> each.substring(0, each.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /** Fills the sign-in form as a browser does: with the cookie and the token that came with it. */
    private HttpResponse<String> signIn(String login, String password) throws Exception {
        HttpResponse<String> form = server.get("/sign-in", "");
        return server.submit(
                "/sign-in",
                cookie(form, "socle_form"),
                Map.of("form_token", formToken(form.body()), "login", login, "password", password));
    }

    @Test
    void anInvitedPersonJoinsSignsInAndSeesHisSchool() throws Exception {
        HttpResponse<String> invited =
                server.submit("/accounts", admin, Map.of("name", "Paul", "role", "school", "places", "0381778b\r\n"));
        assertThat(invited.statusCode()).isEqualTo(200);
        String link = invited.body().replaceAll("(?s).*<code>https://localhost:\\d+(/join/[^<]+)</code>.*", "$1");
        HttpResponse<String> form = server.get(link, "");
        assertThat(form.body()).contains("Vous êtes invité comme établissement.", "value=\"Paul\"");
        String browser = cookie(form, "socle_form");
        HttpResponse<String> weak = server.submit(
                link,
                browser,
                Map.of("form_token", formToken(form.body()), "name", "Paul", "password", "court", "again", "court"));
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body())
                .contains("<title>Erreur : Bienvenue", "Ce mot de passe est trop court", "value=\"Paul\"")
                .doesNotContain("value=\"court\"");
        HttpResponse<String> joined = server.submit(
                link,
                browser,
                Map.of(
                        "form_token",
                        formToken(form.body()),
                        "name",
                        "Paul Bac",
                        "password",
                        TestServer.password(),
                        "again",
                        TestServer.password()));
        assertThat(joined.statusCode()).isEqualTo(303);
        assertThat(server.get(link, "").statusCode()).isEqualTo(404);

        assertThat(signIn("paul bac", "something else").statusCode()).isEqualTo(422);
        HttpResponse<String> in = signIn("paul bac", TestServer.password());
        assertThat(in.statusCode()).isEqualTo(303);
        String session = cookie(in, "socle_session");
        assertThat(server.get("/schools/0381778B", session).body()).contains("École Macé", "tel:0476000000");
        assertThat(server.get("/schools/0381780D", session).statusCode()).isEqualTo(404);
        assertThat(server.get("/accounts", session).statusCode()).isEqualTo(403);
        assertThat(server.get("/places", session).body())
                .contains("École Macé")
                .doesNotContain("École du Lac", "Importer", "href=\"/accounts\"");
        assertThat(server.submit("/places/" + mace.id() + "/delete", session, Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void signingInNeedsTheFormAndGivesAnotherSession() throws Exception {
        HttpResponse<String> form = server.get("/sign-in", "");
        String token = formToken(form.body());
        Map<String, String> fields = Map.of("form_token", token, "login", "nobody", "password", "x");
        assertThat(server.submit("/sign-in", "socle_form=guessed", fields).statusCode())
                .isEqualTo(403);
        assertThat(server.submit("/sign-in", "other=1", fields).statusCode()).isEqualTo(403);
        assertThat(server.submit("/sign-in", cookie(form, "socle_form"), Map.of("form_token", "x", "login", "y"))
                        .statusCode())
                .isEqualTo(403);

        Account account = server.account("Renée", Role.TECHNICIAN, mace);
        String before = server.session(account);
        HttpResponse<String> again =
                server.submit("/sign-in", before, Map.of("login", "Renée", "password", TestServer.password()));
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(cookie(again, "socle_session")).isNotEqualTo(before);
        assertThat(server.get("/today", before).statusCode())
                .as("the one before has ended")
                .isEqualTo(401);
    }

    @Test
    void overTlsCookiesAreSecureAndOfThisHostOnly() throws Exception {
        HttpClient tls = HttpClient.newBuilder()
                .sslContext(new Tls(null, server.trust().authorities().anchors()).context())
                .build();
        HttpResponse<String> form = tls.send(
                HttpRequest.newBuilder(URI.create(server.httpsUrl() + "/sign-in"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(form.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(form.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-socle_form=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        URI link = URI.create(server.httpsUrl() + server.signInLink());
        String shown = tls.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        String browser = shown.substring(0, shown.indexOf(';'));
        HttpResponse<String> in = tls.send(
                HttpRequest.newBuilder(link)
                        .header("Cookie", browser)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "form_token=" + Access.formToken(browser.substring(browser.indexOf('=') + 1))))
                        .build(),
                BodyHandlers.ofString());
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("__Host-socle_session=").contains("Secure", "HttpOnly");
        String session = cookie.substring(0, cookie.indexOf(';'));
        // The plain name is not looked at here: a page without TLS could have set it.
        assertThat(status(tls, session.replace("__Host-", ""))).isEqualTo(401);
        assertThat(status(tls, session)).isEqualTo(200);
        assertThat(server.get("/sign-in", "").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    private int status(HttpClient tls, String cookie) throws Exception {
        return tls.send(
                        HttpRequest.newBuilder(URI.create(server.httpsUrl() + "/today"))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void guessingIsSlowedDownOnThePageToo() throws Exception {
        server.account("Victime", Role.SCHOOL, mace);
        for (int i = 0; i < 4; i++) {
            assertThat(signIn("Victime", "guess " + i).statusCode()).isEqualTo(422);
        }
        HttpResponse<String> later = signIn("Victime", TestServer.password());
        assertThat(later.statusCode()).isEqualTo(429);
        assertThat(later.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 3));
        assertThat(later.body()).contains("Trop d’essais. Recommencez dans");
    }

    @Test
    void aSecondFactorIsSetUpAndUsedOnPages() throws Exception {
        Account account = server.account("Lucie", Role.TECHNICIAN, mace);
        String session = server.session(account);
        String page = server.get("/account/totp", session).body();
        String secret = page.replaceAll("(?s).*name=\"secret\" value=\"([A-Z2-7]{32})\".*", "$1");
        assertThat(page).contains("<svg class=\"qr\"", secret);
        HttpResponse<String> wrong = server.submit("/account/totp", session, Map.of("secret", secret, "code", "12345"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains(secret);
        String done = server.submit(
                        "/account/totp", session, Map.of("secret", secret, "code", Totp.code(secret, Instant.now())))
                .body();
        assertThat(done).contains("Le second facteur est en place.").doesNotContain(secret);
        String recovery = done.replaceAll("(?s).*?<code>([a-z2-9-]{14})</code>.*", "$1");

        HttpResponse<String> password = signIn("Lucie", TestServer.password());
        assertThat(password.statusCode()).isEqualTo(200);
        assertThat(password.headers().allValues("Set-Cookie")).noneMatch(each -> each.startsWith("socle_session"));
        String step = password.body().replaceAll("(?s).*name=\"step\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> form = server.get("/sign-in", "");
        HttpResponse<String> in = server.submit(
                "/sign-in/code",
                cookie(form, "socle_form"),
                Map.of("form_token", formToken(form.body()), "step", step, "code", recovery));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(server.get("/account", cookie(in, "socle_session")).body())
                .contains("Codes de secours restants : 7");
    }

    @Test
    void aTokenReadsWhatItsOwnerSeesAndLess() throws Exception {
        server.machines().move(TestServer.root(), machine, mace.id());
        String session = server.session(server.account("Jeanne", Role.TECHNICIAN, mace, lac));
        String page = server.submit(
                        "/account/tokens", session, Map.of("name", "tableau", "place", "0381780D", "days", "30"))
                .body();
        String token = page.replaceAll("(?s).*<code>([^<]+)</code>.*", "$1");
        String all = server.submit("/account/tokens", session, Map.of("name", "tout", "days", "30"))
                .body()
                .replaceAll("(?s).*<code>([^<]+)</code>.*", "$1");

        assertThat(schools(token)).hasSize(1);
        assertThat(schools(all)).hasSize(2);
        assertThat(api("/api/v1/machines/" + machine, token).statusCode()).isEqualTo(404);
        JsonNode found = new ObjectMapper()
                .readTree(api("/api/v1/machines/" + machine, all).body());
        assertThat(found.at("/school/uai").asText()).isEqualTo("0381778B");
        assertThat(server.get("/account", session).body()).doesNotContain(token, all);
        String id = page.replaceAll("(?s).*action=\"/account/tokens/(\\d+)/revoke\".*", "$1");
        server.submit("/account/tokens/" + id + "/revoke", session, Map.of());
        assertThat(api("/api/v1/schools", token).statusCode()).isEqualTo(401);
        assertThat(api("/api/v1/audit", server.token()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> api(String path, String token) throws Exception {
        return server.get(path, "", "Authorization", "Bearer " + token);
    }

    private JsonNode schools(String token) throws Exception {
        return new ObjectMapper().readTree(api("/api/v1/schools", token).body()).get("schools");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/schools, schools, 2",
        "/api/v1/schools?q=mace, schools, 1",
        "/api/v1/territories, territories, 1",
    })
    void placesAreInTheApi(String path, String list, int count) throws Exception {
        assertThat(server.json(path).get(list)).hasSize(count);
        assertThat(server.json("/api/v1/schools/0381778B").get("contact").asText())
                .isEqualTo("Mme Roy");
    }

    @Test
    void aMachineIsMovedOnItsPageAndItsTimelineTells() throws Exception {
        UUID moved = server.machine("lac-pc01", TestServer.number(Processor.LOAD, 41));
        assertThat(server.get("/machines/" + moved, admin).body()).contains("Ce poste n’est encore dans aucun");
        String choose =
                server.get("/machines/" + moved + "/move?name=lac", admin).body();
        assertThat(choose).contains("<option value=\"" + lac.id() + "\"");
        HttpResponse<String> done =
                server.submit("/machines/" + moved + "/move", admin, Map.of("place", Long.toString(lac.id())));
        assertThat(done.headers().firstValue("Location")).hasValue("/machines/" + moved);
        assertThat(server.get("/machines/" + moved, admin).body())
                .contains("href=\"/schools/0381780D\"", "Poste placé", "vers École du Lac", "admin");
        assertThat(server.get("/machines?school=0381780D", admin).body()).contains("lac-pc01");
        assertThat(server.get("/machines?q=0381780d", admin).headers().firstValue("Location"))
                .hasValue("/schools/0381780D");
        assertThat(server.get("/machines?q=%C3%A9cole%20du%20lac", admin)
                        .headers()
                        .firstValue("Location"))
                .hasValue("/schools/0381780D");
        assertThat(server.get("/audit.csv?for=sheet&action=machine_placed", admin)
                        .body())
                .startsWith("\ufeffQuand;Qui;Action;Sur quoi;Détails;Identifiant du poste;Numéro du lieu\r\n")
                .contains("lac-pc01;vers École du Lac;" + moved + ";" + lac.id() + "\r\n");
        assertThat(server.get("/audit.csv?action=machine_placed", admin).body())
                .startsWith("at,who,via,action,kind,subject,details,machine,place\r\n")
                .contains("Z,admin,session,machine_placed,machine,lac-pc01,\"{\"\"to\"\":\"\"École du Lac\"\"}\","
                        + moved + "," + lac.id() + "\r\n");
    }

    @Test
    void aWrongPlaceIsToldWhereItWasTyped() throws Exception {
        HttpResponse<String> answer = server.submit(
                "/places/" + town.id() + "/add",
                admin,
                Map.of("kind", "school", "name", "École =Neuve", "uai", "0381778C", "phone", "0476"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("<title>Erreur : Ville", "« 0381778C » n’est pas un code UAI", "value=\"École =Neuve\"")
                .contains("name=\"kind\" value=\"school\"")
                .contains("id=\"new-uai\" name=\"uai\" type=\"text\" value=\"0381778C\"")
                .containsOnlyOnce("aria-invalid=\"true\"");
        assertThat(answer.body().lines().filter(line -> line.contains("aria-invalid")))
                .singleElement()
                .asString()
                .contains("id=\"new-uai\"", "aria-describedby=\"error\"");
        assertThat(server.get("/places/" + town.id() + "?kind=circonscription", admin)
                        .body())
                .contains("name=\"kind\" value=\"circonscription\"")
                .doesNotContain("name=\"uai\"");
    }

    @Test
    void aPlaceIsDeletedOnAPageThatAsksOnceMore() throws Exception {
        Place gone = server.places()
                .create(TestServer.root(), town.id(), PlaceKind.CIRCONSCRIPTION, PlaceDetails.named("Grenoble 9"));
        String path = "/places/" + gone.id();
        assertThat(server.get(path, admin).body())
                .contains("<a href=\"" + path + "/delete\">")
                .doesNotContain("action=\"" + path + "/delete\"");
        assertThat(server.get(path + "/delete", admin).body()).contains("Grenoble 9 disparaîtra des listes.");
        assertThat(server.submit(path + "/delete", admin, Map.of()).headers().firstValue("Location"))
                .hasValue("/places/" + town.id());
        HttpResponse<String> full = server.submit("/places/" + town.id() + "/delete", admin, Map.of());
        assertThat(full.statusCode()).isEqualTo(422);
    }

    @Test
    void aListIsPreviewedAndThenImported() throws Exception {
        String list = "collectivite;uai;ecole\nVille;0382032C;Collège Neuf\n";
        String preview =
                server.submit("/places/import", admin, Map.of("list", list)).body();
        assertThat(preview)
                .contains("1 ligne à ajouter", "0382032C, Collège Neuf", "À ajouter : Établissement « Collège Neuf »");
        assertThat(server.api("/api/v1/schools/0382032C").statusCode()).isEqualTo(404);
        String fingerprint = preview.replaceAll("(?s).*name=\"fingerprint\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> done =
                server.submit("/places/import/apply", admin, Map.of("list", list, "fingerprint", fingerprint));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(server.json("/api/v1/schools/0382032C").get("name").asText()).isEqualTo("Collège Neuf");
        assertThat(server.submit("/places/import", admin, Map.of("list", list)).body())
                .contains("Rien n’est à changer", "Sans changement")
                .doesNotContain("name=\"fingerprint\"");
        server.places()
                .delete(
                        TestServer.root(),
                        server.json("/api/v1/schools/0382032C").get("id").asLong());
    }
}
