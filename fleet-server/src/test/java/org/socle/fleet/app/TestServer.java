package org.socle.fleet.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.account.ApiTokens;
import org.socle.fleet.account.Sessions;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.ConnectivityConfig;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.config.NamesConfig;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.config.TicketsConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.enrolment.Enrolment;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.HelpCodes;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.Photos;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.trust.ServerTrust;
import org.socle.fleet.web.Access;

/** A whole server in this process, on free ports and a directory of its own, and clients to talk to it. */
public final class TestServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Somebody who does things in a test. */
    public static final Who PERSON = Who.cli("test");

    private static final String PASSWORD = "tracteur violet sous la pluie";

    /** What would have ended the process. */
    public final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();

    private final ServerConfig config;
    private final Server server;
    /** A second way in, such as the command line has. */
    private final Database database;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String token;

    public TestServer(Path directory) throws IOException {
        this(directory, null, null, null);
    }

    /** A server on the data of a demo, which have to be there. */
    public static TestServer demo(Path directory, Runnable purge) throws IOException {
        return new TestServer(directory, null, null, purge);
    }

    /** A server before which something stands with this address. */
    public TestServer(Path directory, String ownUrl) throws IOException {
        this(directory, null, ownUrl, null);
    }

    /** A server to whose people somebody else vouches. */
    public TestServer(Path directory, OidcConfig oidc) throws IOException {
        this(directory, oidc, null, null);
    }

    private TestServer(Path directory, @Nullable OidcConfig oidc, @Nullable String ownUrl, @Nullable Runnable purge)
            throws IOException {
        config = new ServerConfig(
                directory,
                ownUrl,
                new NamesConfig(List.of("localhost", "127.0.0.1", "127.0.0.2")),
                new MqttConfig("0.0.0.0", FreePorts.next(), FreePorts.next(), List.of()),
                new WebConfig(FreePorts.next(), "0.0.0.0", FreePorts.next(), null, null, null),
                oidc,
                ConnectivityConfig.DEFAULT,
                TicketsConfig.DEFAULT);
        server = new Server(config, Clock.systemUTC(), purge, fatal::add);
        server.start();
        database = Database.open(directory);
        token = server.apiTokens().create("test");
    }

    public String url() {
        return config.web().url();
    }

    /** Where devices connect without TLS. */
    public int mqttPort() {
        return config.mqtt().plainPort();
    }

    /** Where devices connect with their certificates. */
    public int mqttsPort() {
        return config.mqtt().port();
    }

    public String httpsUrl() {
        return "https://localhost:" + config.web().httpsPort();
    }

    public Enrolment enrolment() {
        return server.enrolment();
    }

    /** Everything that can be asked for, as {@code METHOD /path}. */
    public List<String> routes() {
        return server.routes();
    }

    public ServerTrust trust() {
        return server.trust();
    }

    public String token() {
        return token;
    }

    /** The path of a new sign-in link. */
    public String signInLink() {
        return server.signInLinks().create(Duration.ofHours(1));
    }

    /** Signs in and answers the cookie to send. */
    public String signIn() throws IOException, InterruptedException {
        return cookie(useLink(signInLink()));
    }

    /** Opens a sign-in link and presses its button. */
    public HttpResponse<String> useLink(String path) throws IOException, InterruptedException {
        return submit(path, cookie(get(path, "")), Map.of());
    }

    /** The cookie of an answer, to send back. */
    private static String cookie(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /** What the server keeps, for tests that need a past. */
    public Database database() {
        return database;
    }

    /** The places, to be changed by {@link #root}. */
    public Places places() {
        return new Places(database, Clock.systemUTC());
    }

    /** A new local authority. */
    public Place town(String name) {
        return places().create(root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named(name));
    }

    /** A new school of it. */
    public Place school(Place town, String name, String uai) {
        return places().create(root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    /** The machines, to be moved by {@link #root}. */
    public Machines machines() {
        return new Machines(database, Clock.systemUTC());
    }

    /** The calendars of places, to be changed by {@link #root}; the server's own answers to judgement know it a minute later. */
    public Calendars calendars() {
        return new Calendars(database, Clock.systemUTC(), new StoredCalendar(database, Clock.systemUTC()));
    }

    /** The school holidays, likewise. */
    public Holidays holidays() {
        return new Holidays(database, Clock.systemUTC(), new StoredCalendar(database, Clock.systemUTC()));
    }

    /** Opens and closes incidents as if it were later: what has to last has lasted. */
    public void sweep(Duration later) {
        Readings readings = new Readings(database);
        new IncidentSweep(
                        database,
                        new StoredCalendar(database, Clock.systemUTC()),
                        machine -> readings.latest(Scope.EVERYTHING, machine))
                .sweep(Clock.systemUTC().instant().plus(later));
    }

    /** The incidents. */
    public Incidents incidents() {
        return new Incidents(database, Clock.systemUTC());
    }

    /** The tickets, to be opened by {@link #root}. */
    public Tickets tickets() {
        return new Tickets(database, Clock.systemUTC(), new StoredCalendar(database, Clock.systemUTC()));
    }

    /** What was done on them. */
    public Interventions interventions() {
        return new Interventions(database, Clock.systemUTC(), tickets());
    }

    /** The pictures on them. */
    public Photos photos() {
        return new Photos(database, Clock.systemUTC(), tickets());
    }

    /** Codes on labels. */
    public HelpCodes helpCodes() {
        return new HelpCodes(database, Clock.systemUTC());
    }

    /** Who did what. */
    public Audit audit() {
        return new Audit(database, Clock.systemUTC());
    }

    /** The accounts. */
    public Accounts accounts() {
        return new Accounts(database, Clock.systemUTC());
    }

    /** Tokens for programs. */
    public ApiTokens tokens() {
        return new ApiTokens(database, Clock.systemUTC());
    }

    /** Somebody who may do everything everywhere. */
    public static Viewer root() {
        return new Viewer(null, "root", Role.ADMINISTRATOR, Scope.EVERYTHING, Role.ADMINISTRATOR.permissions(), null);
    }

    /** A new account of a role for some places, or for everything when there are none, with {@link #password}. */
    public Account account(String name, Role role, Place... places) {
        Accounts.Invited invited = accounts()
                .invite(
                        Who.cli("test"),
                        Scope.EVERYTHING,
                        name,
                        "",
                        new Accounts.Rights(
                                role,
                                places.length == 0,
                                Stream.of(places).map(Place::id).toList()));
        return accounts().join(invited.path().substring("/join/".length()), name, PASSWORD);
    }

    /** The password of accounts made here. */
    public static String password() {
        return PASSWORD;
    }

    /** Signs an account in without its password and answers the cookie to send. */
    public String session(Account account) {
        return "socle_session=" + new Sessions(database, Clock.systemUTC()).create(account.id(), "");
    }

    /** The viewer that a cookie stands for. */
    public Viewer viewer(String cookie) {
        return new Sessions(database, Clock.systemUTC())
                .viewer(cookie.substring(cookie.indexOf('=') + 1))
                .orElseThrow();
    }

    /** Sends a form with its token. */
    public HttpResponse<String> submit(String path, String cookie, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("form_token", Access.formToken(cookie.substring(cookie.indexOf('=') + 1)));
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(all.entrySet().stream()
                                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    /** Asks for a page with a cookie, which may be empty. */
    public HttpResponse<String> get(String path, String cookie, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    /** Asks for what a page would say of itself. */
    public HttpResponse<String> head(String path, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).method("HEAD", HttpRequest.BodyPublishers.noBody());
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    /** Asks for an answer that goes on. */
    public HttpResponse<InputStream> stream(String path, String cookie) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Cookie", cookie)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Sends a form of one field. */
    public HttpResponse<String> post(String path, String cookie, String field, String value)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(field + "=" + URLEncoder.encode(value, UTF_8)))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    /** Asks the API with the token. */
    public HttpResponse<String> api(String path) throws IOException, InterruptedException {
        return get(path, "", "Authorization", "Bearer " + token);
    }

    /** An answer of the API, which must be one. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = api(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Lets a device report once, and waits until it is known. */
    public UUID machine(String name, Sample... samples) throws MqttException, IOException, InterruptedException {
        UUID id = UUID.randomUUID();
        report(id, 1, true, concat(samples, text(Machine.HOST_NAME, name)));
        return id;
    }

    /** Sends a pack that is complete or not, and waits until it is stored. */
    public void report(UUID id, long number, boolean complete, Sample... samples)
            throws MqttException, IOException, InterruptedException {
        Sample[] all =
                concat(samples, new Sample(Agent.PACK, 0, 0, number), new Sample(Agent.SNAPSHOT, 0, 0, complete));
        try (TestDevice device = new TestDevice(mqttPort(), id)) {
            double now = System.currentTimeMillis() / 1000.0;
            if (device.pack(new Pack(now, List.of(all))) != 0) {
                throw new AssertionError("the pack was refused");
            }
        }
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = api("/api/v1/machines/" + id);
            if (answer.statusCode() == 200 && packNumber(JSON.readTree(answer.body())) >= number) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the pack was not stored within 10 s");
    }

    private static long packNumber(JsonNode machine) {
        for (JsonNode reading : machine.get("readings")) {
            if (reading.get("key").asText().equals(Agent.PACK.key())) {
                return reading.get("value").asLong();
            }
        }
        return 0;
    }

    public static Sample text(Resource resource, String value) {
        return new Sample(resource, 0, 0, value);
    }

    public static Sample number(Resource resource, long value) {
        return new Sample(resource, 0, 0, value);
    }

    /** Maker, model and serial number. */
    public static Sample[] identity(String maker, String model, String serial) {
        return new Sample[] {
            text(Device.MANUFACTURER, maker), text(Device.MODEL, model), text(Device.SERIAL_NUMBER, serial)
        };
    }

    private static Sample[] concat(Sample[] some, Sample... more) {
        Sample[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Override
    public void close() throws IOException {
        database.close();
        server.close();
    }
}
