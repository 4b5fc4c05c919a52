package org.socle.fleet.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.account.Sessions;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Bombs;

/** A server with the heap it is shipped with, to which people send what becomes large, six at a time. */
@Tag("process")
class UploadBombsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ServerProcess server;
    private String session;
    private final Map<String, String> answers = new ConcurrentSkipListMap<>();

    private record Sent(String name, String path, String type, byte[] body) {}

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void bombsAreAnsweredAndTheFleetsPacksGoOnBeingStored(@TempDir Path data) throws Exception {
        server = new ServerProcess(data);
        AtomicLong acknowledged = new AtomicLong();
        UUID id = UUID.randomUUID();
        try {
            server.awaitReadiness("ready\n");
            long ticket;
            try (Database database = Database.open(data)) {
                session = session(database);
                ticket = ticket(database);
            }
            AtomicBoolean going = new AtomicBoolean(true);
            Thread fleet = new Thread(() -> report(id, acknowledged, going));
            fleet.start();
            send(all(ticket));
            going.set(false);
            fleet.join();
            assertThat(server.alive()).isTrue();
            assertThat(get("/readyz")).isEqualTo(200);
            assertThat(Files.list(data.resolve("uploads")))
                    .as("nothing is left over")
                    .hasSizeLessThan(20);
            assertThat(acknowledged.get()).isGreaterThan(50);
            awaitStored(data, acknowledged.get());
        } finally {
            server.stop();
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(25);
        assertThat(answers.entrySet())
                .allSatisfy(answer ->
                        assertThat(answer.getValue()).as(answer.getKey()).matches("(200|303|413|422) .*"));
        assertThat(answers.get("file: a quotation mark on line 3 and 8 MB")).contains("Line 3: a cell has more than");
        assertThat(answers.get("file: a quotation mark and 8 MB")).contains("Line 1: a cell has more than");
        assertThat(answers.get("photo: RGBA of one colour")).startsWith("303");
        assertThat(answers.get("photo: RGBA of 16 bits, interlaced")).startsWith("303");
        assertThat(answers.get("photo: zTXt")).startsWith("303");
        assertThat(answers.get("photo: progressive JPEG of 49 million pixels")).contains("progressive JPEG");
    }

    private String session(Database database) {
        Accounts accounts = new Accounts(database, Clock.systemUTC());
        Accounts.Invited invited = accounts.invite(
                Who.cli("test"),
                Scope.EVERYTHING,
                "Marie",
                "",
                new Accounts.Rights(Role.ADMINISTRATOR, true, List.of()));
        Account account = accounts.join(invited.path().substring("/join/".length()), "Marie", TestServer.password());
        return new Sessions(database, Clock.systemUTC()).create(account.id(), "");
    }

    private static long ticket(Database database) {
        Place town = new Places(database, Clock.systemUTC())
                .create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        Place school = new Places(database, Clock.systemUTC())
                .create(
                        TestServer.root(),
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École", "0381778B", "", "", ""));
        return new Tickets(database, Clock.systemUTC(), new StoredCalendar(database, Clock.systemUTC()))
                .open(
                        TestServer.root(),
                        new NewTicket("other", "x", null, school.id(), null, Origin.PERSON, Priority.NORMAL))
                .number();
    }

    private List<Sent> all(long ticket) throws IOException {
        List<Sent> all = new ArrayList<>();
        Bombs.pictures()
                .forEach((name, file) ->
                        all.add(file("photo: " + name, "/tickets/" + ticket + "/photos", "photo", "photo.png", file)));
        Bombs.lists().forEach((name, list) -> {
            all.add(file("file: " + name, "/places/import", "file", "list.csv", list));
            all.add(file("facts: " + name, "/lifecycle/import", "file", "list.csv", list));
            all.add(file("field: " + name, "/calendar/import", "list", "", list));
        });
        byte[] pairs = ("form_token=" + Access.formToken(session) + "&" + "a&".repeat(480_000)).getBytes(UTF_8);
        all.add(new Sent("form: many fields", "/places/import", "application/x-www-form-urlencoded", pairs));
        byte[] factors =
                ("form_token=" + Access.formToken(session) + "&name=x&list=%22" + "a".repeat(900_000)).getBytes(UTF_8);
        all.add(new Sent("form: factors", "/energy/factors", "application/x-www-form-urlencoded", factors));
        return all;
    }

    private Sent file(String name, String path, String field, String file, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n"
                        + Access.formToken(session) + "\r\n--x\r\nContent-Disposition: form-data; name=\"" + field
                        + "\""
                        + (file.isEmpty() ? "" : "; filename=\"" + file + "\"\r\nContent-Type: text/csv") + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        body.writeBytes(content);
        body.writeBytes("\r\n--x--\r\n".getBytes(ISO_8859_1));
        return new Sent(name, path, "multipart/form-data; boundary=x", body.toByteArray());
    }

    private void send(List<Sent> all) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(6);
        List<Future<?>> waiting = new ArrayList<>();
        for (Sent each : all) {
            waiting.add(people.submit(() -> {
                answers.put(each.name(), answer(each));
                return null;
            }));
        }
        for (Future<?> each : waiting) {
            each.get();
        }
        people.shutdown();
    }

    private String answer(Sent sent) throws Exception {
        for (int attempt = 0; ; attempt++) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort + sent.path()))
                            .header("Cookie", "socle_session=" + session)
                            .header("Accept-Language", "en")
                            .header("Content-Type", sent.type())
                            .POST(BodyPublishers.ofByteArray(sent.body()))
                            .build(),
                    BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() != 503 || attempt == 20) {
                assertThat(answer.body().length()).as(sent.name()).isLessThan(200_000);
                return answer.statusCode() + " " + said(answer.body());
            }
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("Nothing was done");
            Thread.sleep(500);
        }
    }

    private static String said(String page) {
        String text = page.substring(Math.max(0, page.indexOf("<main")))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
        return text.substring(0, Math.min(400, text.length()));
    }

    private int get(String path) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private void report(UUID id, AtomicLong acknowledged, AtomicBoolean going) {
        try (TestDevice device = new TestDevice(server.mqttPort, id)) {
            for (long number = 1; going.get() || number < 60; number++) {
                if (device.pack(TestDevice.load(System.currentTimeMillis() / 1000.0, number, number % 100)) == 0) {
                    acknowledged.incrementAndGet();
                }
                Thread.sleep(50);
            }
        } catch (Exception e) {
            throw new AssertionError("the fleet could not report", e);
        }
    }

    private static void awaitStored(Path data, long packs) throws InterruptedException {
        long stored = 0;
        try (Database database = Database.open(data)) {
            for (int i = 0; i < 100 && stored < packs; i++) {
                stored = database.<Long, RuntimeException>read(handle -> handle.createQuery("SELECT count(*) FROM pack")
                        .mapTo(Long.class)
                        .one());
                Thread.sleep(100);
            }
        }
        assertThat(stored).isEqualTo(packs);
    }
}
