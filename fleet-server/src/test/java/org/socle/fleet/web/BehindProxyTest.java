package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.app.TestServer;

/** A reverse proxy on this machine ends TLS and passes requests on to the plain port. */
class BehindProxyTest {
    private static final String PROTO = "X-Forwarded-Proto";

    @TempDir
    private Path directory;

    @Test
    void whatCameToTheProxyOverTlsHasSecureCookies() throws Exception {
        try (TestServer server = new TestServer(directory, "https://socle.example.fr")) {
            String link = server.signInLink();
            HttpResponse<String> form = server.get(link, "", PROTO, "https");
            assertThat(form.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            String given = form.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(given).startsWith("__Host-socle_form=").contains("Secure", "HttpOnly", "Path=/");

            String browser = given.substring(0, given.indexOf(';'));
            HttpResponse<String> in = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + link))
                                    .header("Cookie", browser)
                                    .header(PROTO, "https")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("form_token="
                                            + Access.formToken(browser.substring(browser.indexOf('=') + 1))))
                                    .build(),
                            BodyHandlers.ofString());
            String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("__Host-socle_session=").contains("Secure", "HttpOnly");
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(server.get("/today", session, PROTO, "https").statusCode())
                    .isEqualTo(200);
            // The plain name is not looked at here: a page without TLS could have set it.
            assertThat(server.get("/today", session.replace("__Host-", ""), PROTO, "https")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://socle.example.fr, Accept, text/html",
        "https://socle.example.fr, X-Forwarded-Proto, http",
        "http://socle.example.fr, X-Forwarded-Proto, https",
        ", X-Forwarded-Proto, https"
    })
    void everythingElseOnThePlainPortStaysPlain(String ownUrl, String header, String value) throws Exception {
        try (TestServer server = ownUrl == null ? new TestServer(directory) : new TestServer(directory, ownUrl)) {
            HttpResponse<String> form = server.get("/sign-in", "", header, value);
            assertThat(form.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(form.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("socle_form=")
                    .doesNotContain("Secure");
        }
    }

    @Test
    void machinesHaveToComeOverTheServersOwnTls() throws Exception {
        try (TestServer server = new TestServer(directory, "https://socle.example.fr")) {
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(server.url() + "/.well-known/est/simpleenroll"))
                                            .header(PROTO, "https")
                                            .POST(HttpRequest.BodyPublishers.ofString("garbage"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
