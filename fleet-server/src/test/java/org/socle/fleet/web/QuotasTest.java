package org.socle.fleet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.account.SignIn;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.overview.LiveLimit;

/** What one client may take of the server. */
@Timeout(120)
class QuotasTest {
    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void theOldestLiveStreamOfASessionEndsWhenItHasTooMany() throws Exception {
        UUID machine = server.machine("poste", new Sample(Processor.LOAD, 0, 0, 1));
        String cookie = server.session(server.account("Live", Role.ADMINISTRATOR));
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < LiveLimit.OF_A_SESSION + 1; i++) {
            HttpResponse<InputStream> stream = server.stream("/machines/" + machine + "/live", cookie);
            assertThat(stream.statusCode()).isEqualTo(200);
            open.add(stream);
            Thread.sleep(100);
        }
        // Its page is told not to come again, and the stream has an end.
        assertThat(new String(open.get(0).body().readAllBytes(), UTF_8)).contains("event: end");
        String other = server.session(server.account("Other", Role.ADMINISTRATOR));
        try (InputStream stream =
                server.stream("/machines/" + machine + "/live", other).body()) {
            assertThat(stream).isNotNull();
        }
        for (HttpResponse<InputStream> each : open) {
            each.body().close();
        }
    }

    @Test
    void aFailedSignInIsWrittenDownWithoutWhatWasTyped() throws Exception {
        server.account("Marie Roy", Role.TECHNICIAN);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(SignIn.class);
        log.addAppender(lines);
        try {
            String cookie = formCookie();
            signIn(cookie, "Marie Roy", "not her password");
            signIn(cookie, "MyPasswordByMistake", "x");
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.matches("failed sign-in from 127\\.0\\.0\\.1: password, account \\d+"))
                .contains("failed sign-in from 127.0.0.1: password, no account")
                .noneMatch(line -> line.contains("Mistake") || line.contains("her password"));
        assertThat(server.audit().before(Scope.EVERYTHING, AuditFilter.NONE, Long.MAX_VALUE, 20))
                .filteredOn(entry -> entry.action().word().equals("sign_in_failed"))
                .extracting(
                        entry -> entry.subject().name() + " " + entry.details().get("address"))
                .contains("Marie Roy 127.0.0.1", "socle-server 127.0.0.1");
    }

    private static void signIn(String cookie, String login, String password) throws Exception {
        assertThat(server.submit("/sign-in", cookie, Map.of("login", login, "password", password))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theProxyOnThisMachineTellsTheClientsAddressAndNobodyElseDoes() {
        assertThat(ClientAddress.of("127.0.0.1", "198.51.100.7, 192.0.2.9")).isEqualTo("192.0.2.9");
        assertThat(ClientAddress.of("127.0.0.1", "2001:db8::7")).isEqualTo("2001:db8::7");
        assertThat(ClientAddress.of("[0:0:0:0:0:0:0:1]", "2001:db8::7")).isEqualTo("2001:db8::7");
        assertThat(ClientAddress.of("127.0.0.1", "evil\nline")).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.of("127.0.0.1", null)).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.of("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    }

    @Test
    void aMachineAsksThirtyTimesAtOnceThenTwiceInFourSeconds() {
        MovableClock clock = new MovableClock(Clock.systemUTC().instant());
        DeviceQuota quota = new DeviceQuota(clock);
        for (int i = 0; i < 30; i++) {
            assertThat(quota.take("one")).isTrue();
        }
        assertThat(quota.take("one")).isFalse();
        assertThat(quota.take("other")).isTrue();
        clock.forward(Duration.ofSeconds(4));
        assertThat(quota.take("one")).isTrue();
        assertThat(quota.take("one")).isTrue();
        assertThat(quota.take("one")).isFalse();
    }

    @Test
    void aSessionWithManyRequestsUnderWayIsToldSoAndOthersAreServed() throws Exception {
        String cookie = server.session(server.account("Slow", Role.ADMINISTRATOR));
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            slow.add(slow(cookie));
        }
        HttpResponse<String> more = server.get("/today", cookie);
        // One may have been refused while the answer before was still being sent.
        for (int i = 0; i < 50 && more.statusCode() != 429; i++) {
            slow.add(slow(cookie));
            Thread.sleep(200);
            more = server.get("/today", cookie);
        }
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.body())
                .isEqualTo(
                        "Vous avez trop de demandes en cours. Rien n’a été fait ; réessayez dans quelques secondes.\n");
        assertThat(server.get("/today", server.session(server.account("Quick", Role.ADMINISTRATOR)))
                        .statusCode())
                .isEqualTo(200);
        for (Socket each : slow) {
            each.close();
        }
        for (int i = 0; i < 50 && server.get("/today", cookie).statusCode() != 200; i++) {
            Thread.sleep(200);
        }
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void sessionsThatSomebodyMadeUpCountAsTheirAddressAndLeaveThreadsToPeople() throws Exception {
        String cookie = server.session(server.account("Calm", Role.ADMINISTRATOR));
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
        // Without it a form is refused before it is read.
        String form = formCookie();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 260; i++) {
            slow.add(slow(form + "; socle_session=invented" + i));
        }
        for (int i = 0;
                i < 50 && server.get("/sign-in", "socle_session=another").statusCode() != 429;
                i++) {
            Thread.sleep(200);
        }
        assertThat(server.get("/sign-in", "socle_session=another").statusCode()).isEqualTo(429);
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
        for (Socket each : slow) {
            each.close();
        }
        for (int i = 0; i < 50 && server.get("/sign-in", "").statusCode() != 200; i++) {
            Thread.sleep(200);
        }
        assertThat(server.get("/sign-in", "").statusCode()).isEqualTo(200);
    }

    private static String formCookie() throws Exception {
        String set =
                server.get("/sign-in", "").headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    /** A form that never ends. */
    private static Socket slow(String cookie) throws Exception {
        Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
        socket.getOutputStream()
                .write(("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na")
                        .getBytes(UTF_8));
        return socket;
    }

    /** Somebody may sign in again and again: it is one account that asks. */
    @Test
    void anAccountWithManySessionsHasNoMoreThanOne() throws Exception {
        Account head = server.account("Many", Role.ADMINISTRATOR);
        String other = server.session(server.account("Beside", Role.ADMINISTRATOR));
        List<Socket> slow = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 30 && refused == 0; i++) {
            String cookie = server.session(head);
            // Whose a new session is, is known after its first request.
            server.get("/today", cookie);
            refused += server.get("/today", cookie).statusCode() == 429 ? 1 : 0;
            slow.add(slow(cookie));
            Thread.sleep(100);
        }
        assertThat(refused).as("one of thirty sessions was told so").isEqualTo(1);
        assertThat(server.get("/today", other).statusCode()).isEqualTo(200);
        for (Socket each : slow) {
            each.close();
        }
    }

    /** Files and forms that do not come take nothing from those that do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 12900000\r\n\r\n--x\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 999999\r\n\r\na=",
                "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
            })
    void whoSendsSlowlyKeepsNobodyElseFromSending(String begins) throws Exception {
        Account head = server.account("Sender " + begins.length(), Role.ADMINISTRATOR);
        String other = server.session(server.account("Uploader " + begins.length(), Role.ADMINISTRATOR));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
            socket.getOutputStream()
                    .write(("POST /places/import HTTP/1.1\r\nHost: localhost\r\nCookie: " + server.session(head)
                                    + "\r\n" + begins)
                            .getBytes(UTF_8));
            slow.add(socket);
        }
        Thread.sleep(1_000);
        long began = System.nanoTime();
        HttpResponse<String> answer = server.submit("/places/import", other, Map.of("list", "nom;uai\n".repeat(5_000)));
        assertThat(answer.statusCode()).isNotIn(429, 503);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        for (Socket each : slow) {
            each.close();
        }
    }

    /** What watches the server is not counted; what comes under its name with a body is. */
    @Test
    void bodiesToWhatIsNotCountedAreCounted() throws Exception {
        String cookie = server.session(server.account("Watching", Role.ADMINISTRATOR));
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
        List<Socket> slow = new ArrayList<>();
        for (String path : List.of("/healthz", "/no/such/live")) {
            for (int i = 0; i < 140; i++) {
                Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
                socket.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\na")
                                .getBytes(UTF_8));
                slow.add(socket);
            }
        }
        assertThat(server.get("/today", cookie).statusCode()).isEqualTo(200);
        assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
        for (Socket each : slow) {
            each.close();
        }
    }
}
