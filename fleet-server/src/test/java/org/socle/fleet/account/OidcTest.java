package org.socle.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.config.OidcConfig;

/** Signing in by OpenID Connect, with an issuer that answers over HTTP. */
class OidcTest {
    private static final UnaryOperator<JWTClaimsSet.Builder> GOOD =
            token -> token.claim("email", "Marie@example.org").claim("email_verified", true);

    private final FakeIssuer issuer;
    private final TestServer server;
    private Account marie;

    OidcTest(@TempDir Path directory) throws Exception {
        issuer = new FakeIssuer();
        Path secret = Files.writeString(directory.resolve("secret"), FakeIssuer.SECRET + "\n");
        server = new TestServer(
                directory.resolve("data"), new OidcConfig(issuer.url(), FakeIssuer.CLIENT, secret, false));
    }

    @BeforeEach
    void invite() {
        marie = server.accounts()
                .invite(
                        Who.cli("test"),
                        Scope.EVERYTHING,
                        "Marie",
                        "marie@example.org",
                        new Accounts.Rights(Role.SCHOOL, true, List.of()))
                .account();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        issuer.close();
    }

    /** Somebody on his way: his browser's cookie and where he was sent. */
    private record Visit(String cookie, URI sent) {
        String state() {
            return FakeIssuer.form(sent.getRawQuery()).get("state");
        }
    }

    private Visit start() throws Exception {
        HttpResponse<String> answer = server.get("/oidc/start", "");
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
        return new Visit(
                cookie.substring(0, cookie.indexOf(';')),
                URI.create(answer.headers().firstValue("Location").orElseThrow()));
    }

    private HttpResponse<String> back(Visit visit, String code) throws Exception {
        return server.get("/oidc/callback?state=" + visit.state() + "&code=" + code, visit.cookie());
    }

    private HttpResponse<String> signIn(UnaryOperator<JWTClaimsSet.Builder> token) throws Exception {
        Visit visit = start();
        return back(visit, issuer.code(visit.sent(), token));
    }

    private void refused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(reason);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("socle_session"));
    }

    @Test
    void theWayThereAsksForACodeWithProofOfPossession() throws Exception {
        Visit visit = start();

        assertThat(visit.sent().toString()).startsWith(issuer.url() + "/authorize?");
        assertThat(FakeIssuer.form(visit.sent().getRawQuery()))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "socle")
                .containsEntry("scope", "openid email")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge")
                .hasEntrySatisfying("redirect_uri", uri -> assertThat(uri).endsWith("/oidc/callback"));
        assertThat(server.get("/sign-in", "").body()).contains("href=\"/oidc/start\"");
    }

    @Test
    void anInvitedPersonIsLinkedByHisVerifiedAddressAndThenKnownByHisNumber() throws Exception {
        HttpResponse<String> first = signIn(GOOD);
        assertThat(first.statusCode()).isEqualTo(303);
        String cookie = first.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("socle_session=") && !each.startsWith("socle_session=;"))
                .findFirst()
                .orElseThrow();
        Viewer viewer = server.viewer(cookie.substring(0, cookie.indexOf(';')));
        assertThat(viewer.account()).isEqualTo(marie.id());
        assertThat(viewer.role()).isEqualTo(Role.SCHOOL);

        // The address no longer matters.
        assertThat(signIn(UnaryOperator.identity()).statusCode()).isEqualTo(303);
        server.accounts().disable(TestServer.root(), marie.id(), true);
        refused(signIn(GOOD), "Personne ne vous a encore invité");
    }

    @Test
    void theAddressMayComeFromTheOtherEndpoint() throws Exception {
        issuer.userInfo(Map.of("sub", "somebody else", "email", "marie@example.org", "email_verified", true));
        refused(signIn(UnaryOperator.identity()), "Personne ne vous a encore invité");
        issuer.userInfo(Map.of("sub", "248289761001", "email", "marie@example.org", "email_verified", true));
        assertThat(signIn(UnaryOperator.identity()).statusCode()).isEqualTo(303);
    }

    /** What may be wrong with a token. */
    private enum Wrong {
        NONCE(token -> token.claim("nonce", "another")),
        NO_NONCE(token -> token.claim("nonce", null)),
        AUDIENCE(token -> token.audience("another-client")),
        ISSUER(token -> token.issuer("https://evil.example.org")),
        EXPIRED(token -> token.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))),
        NO_SUBJECT(token -> token.subject(null));

        private final UnaryOperator<JWTClaimsSet.Builder> change;

        Wrong(UnaryOperator<JWTClaimsSet.Builder> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsNotGoodSignsNobodyIn(Wrong wrong) throws Exception {
        refused(
                signIn(token -> wrong.change.apply(GOOD.apply(token))),
                "Le fournisseur d’identité n’a pas confirmé la connexion");
        assertThat(signIn(GOOD).statusCode()).as("the same without it").isEqualTo(303);
    }

    @Test
    void aTokenSomebodyElseSignedSignsNobodyIn() throws Exception {
        Visit visit = start();
        refused(back(visit, issuer.forgedCode(visit.sent(), GOOD)), "n’a pas confirmé");
    }

    @Test
    void anAnswerIsTakenOnceAndOnlyInTheBrowserThatBegan() throws Exception {
        Visit visit = start();
        Visit other = start();
        refused(back(new Visit(other.cookie(), visit.sent()), issuer.code(visit.sent(), GOOD)), "n’a pas confirmé");
        refused(back(visit, issuer.code(visit.sent(), GOOD)), "n’a pas confirmé");

        Visit again = start();
        String code = issuer.code(again.sent(), GOOD);
        assertThat(back(again, code).statusCode()).isEqualTo(303);
        refused(back(again, code), "n’a pas confirmé");
        refused(server.get("/oidc/callback?state=guessed&code=guessed", again.cookie()), "n’a pas confirmé");
        refused(server.get("/oidc/callback?error=access_denied", again.cookie()), "n’a pas confirmé");
    }

    @Test
    void aPersonNobodyInvitedStaysOutside() throws Exception {
        refused(
                signIn(token -> token.claim("email", "paul@example.org").claim("email_verified", true)),
                "Personne ne vous a encore invité");
        refused(
                signIn(token -> token.claim("email", "marie@example.org").claim("email_verified", false)),
                "Personne ne vous a encore invité");
        refused(signIn(token -> token.claim("email", "marie@example.org")), "Personne ne vous a encore invité");
        server.account("Anne", Role.ADMINISTRATOR);
        assertThat(server.accounts().list(Scope.EVERYTHING))
                .filteredOn(listed -> listed.account().linked())
                .isEmpty();
    }
}
