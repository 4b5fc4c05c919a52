package org.socle.fleet.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.account.ApiTokens;
import org.socle.fleet.account.Permission;
import org.socle.fleet.account.Sessions;
import org.socle.fleet.account.SignIn;
import org.socle.fleet.account.TotpKey;
import org.socle.fleet.account.Viewer;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditApi;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.config.TicketsConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.connectivity.SpeedApi;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.device.MachinePath;
import org.socle.fleet.device.Machines;
import org.socle.fleet.device.MachinesApi;
import org.socle.fleet.device.ReadingsApi;
import org.socle.fleet.enrolment.Enrolment;
import org.socle.fleet.enrolment.EstApi;
import org.socle.fleet.enrolment.Floods;
import org.socle.fleet.enrolment.Joining;
import org.socle.fleet.enrolment.KeepOut;
import org.socle.fleet.enrolment.MachineAddresses;
import org.socle.fleet.health.Health;
import org.socle.fleet.health.HealthApi;
import org.socle.fleet.health.ServerTroubles;
import org.socle.fleet.intake.Flood;
import org.socle.fleet.intake.Quarantine;
import org.socle.fleet.lifecycle.Lifecycle;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.maintenance.Findings;
import org.socle.fleet.maintenance.figure.Figures;
import org.socle.fleet.maintenance.figure.FiguresFiles;
import org.socle.fleet.maintenance.forecast.Forecasts;
import org.socle.fleet.maintenance.forecast.ForecastsApi;
import org.socle.fleet.maintenance.incident.Incidents;
import org.socle.fleet.maintenance.incident.IncidentsApi;
import org.socle.fleet.maintenance.replacement.Replacements;
import org.socle.fleet.maintenance.replacement.ReplacementsPage;
import org.socle.fleet.maintenance.threshold.Thresholds;
import org.socle.fleet.maintenance.ticket.HelpCodes;
import org.socle.fleet.maintenance.ticket.HelpDesk;
import org.socle.fleet.maintenance.ticket.Interventions;
import org.socle.fleet.maintenance.ticket.Photos;
import org.socle.fleet.maintenance.ticket.Redactions;
import org.socle.fleet.maintenance.ticket.TicketPage;
import org.socle.fleet.maintenance.ticket.TicketWords;
import org.socle.fleet.maintenance.ticket.Tickets;
import org.socle.fleet.maintenance.ticket.TicketsApi;
import org.socle.fleet.maintenance.ticket.Work;
import org.socle.fleet.quarantine.QuarantinePage;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.school.Places;
import org.socle.fleet.school.PlacesApi;
import org.socle.fleet.sobriety.bill.Sobriety;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.store.Database;
import org.socle.fleet.trust.ServerTrust;

/** Pages, API and health checks over HTTP. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Renewed well before the machine ends live mode by itself, ten minutes after it was asked. */
    private static final long RENEW_SECONDS = 540;

    /** Comments that keep proxies from closing a quiet stream. */
    private static final long HEARTBEAT_SECONDS = 25;

    private static final long MAX_REQUEST_BYTES = 1_000_000;
    /** A photo from a telephone; the rest fits into less. */
    private static final long MAX_UPLOAD_MEGABYTES = 13;

    private static final long MEGABYTE = 1_000_000;

    private static final String START = "/today";
    private static final String LIVE = "/machines/{id}/live";

    /**
     * What the web server needs from the rest.
     *
     * @param live tells of stored packs
     * @param askLive asks a machine for live mode
     * @param metrics the text of {@code /metrics}
     * @param health how the server is
     * @param floods machines that lately sent more than they may
     * @param totpKey seals the secrets of second factors
     * @param joining what machines fetch to join
     * @param addresses where machines are told to connect
     * @param url where the pages are for people on other machines
     * @param behindTls whether that is a reverse proxy's address with TLS of its own
     * @param oidc who else vouches for people; null when nobody does
     * @param tickets what is kept of them
     * @param speed tests of the schools' lines
     * @param calendar when the schools are in class
     * @param thresholds of the rules
     * @param carried the data those tests carry
     * @param purge ends a demo and deletes its data, at once; null on a real server
     * @param uploads directory for what is sent, while it is read; made, and emptied at the start
     * @param quarantine messages that broke the server
     */
    public record Parts(
            Database database,
            Clock clock,
            LiveFeed live,
            Consumer<UUID> askLive,
            Supplier<String> metrics,
            Health health,
            Supplier<List<Flood>> floods,
            KeepOut keepOut,
            ServerTrust trust,
            TotpKey totpKey,
            Enrolment enrolment,
            Joining joining,
            MachineAddresses addresses,
            String url,
            boolean behindTls,
            @Nullable OidcConfig oidc,
            TicketsConfig tickets,
            SpeedTests speed,
            StoredCalendar calendar,
            Thresholds thresholds,
            SpeedApi carried,
            @Nullable Runnable purge,
            Path uploads,
            Quarantine quarantine) {}

    private final WebConfig config;
    private final Parts parts;
    private final Access access;
    private final Views views;
    private final Javalin javalin;
    private final UploadGate uploads = new UploadGate(MAX_UPLOAD_MEGABYTES * MEGABYTE);
    private final LiveLimit lives = new LiveLimit();
    private final DeviceQuota devices;
    private final StatisticsHandler statistics = new StatisticsHandler();

    public WebServer(WebConfig config, Parts parts) {
        this.config = config;
        this.parts = parts;
        this.devices = new DeviceQuota(parts.clock());
        Database database = parts.database();
        Assets assets = new Assets();
        views = new Views(parts.clock(), assets, parts.purge() != null);
        Machines machines = new Machines(database, parts.clock());
        Findings findings = new Findings(database);
        Incidents incidents = new Incidents(database, parts.clock());
        Readings readings = new Readings(database);
        Forecasts forecasts = new Forecasts(database, parts.calendar(), parts.thresholds()::of, parts.clock());
        Places places = new Places(database, parts.clock());
        Audit audit = new Audit(database, parts.clock());
        access = new Access(
                new Sessions(database, parts.clock()), new ApiTokens(database, parts.clock()), parts.behindTls());
        SignIn signIn = new SignIn(database, parts.clock(), parts.totpKey());
        TicketPage.Parts tickets = tickets(parts, places, views);
        ReplacementsPage replacements = new ReplacementsPage(
                new Replacements(database, forecasts, parts.clock()), places, views, parts.clock());
        Figures figures = new Figures(database, parts.clock(), parts.calendar());
        FootprintReckoner footprints =
                new FootprintReckoner(tickets.interventions()::parts, new FactorEditions(database, parts.clock()));
        Sobriety sobriety =
                new Sobriety(database, footprints, parts.calendar(), machines, places, views, parts.clock());
        Lifecycle lifecycle = new Lifecycle(database, footprints, sobriety.ownLine(), places, views, parts.clock());
        Pages.Parts forPages = new Pages.Parts(
                machines,
                findings,
                incidents,
                readings,
                forecasts,
                places,
                audit,
                parts.enrolment(),
                parts.joining(),
                parts.speed(),
                parts.calendar(),
                parts.thresholds(),
                parts.tickets(),
                tickets,
                new HelpDesk(database, parts.clock(), tickets.tickets()),
                new HelpCodes(database, parts.clock()),
                parts.url(),
                figures,
                replacements,
                sobriety,
                lifecycle,
                new Calendars(database, parts.clock(), parts.calendar()),
                new Holidays(database, parts.clock(), parts.calendar()),
                new ServerTroubles(parts.health(), parts.quarantine()::count),
                new Floods(machines, parts.floods()),
                parts.keepOut(),
                views,
                parts.clock());
        List<Page> pages = Stream.of(
                        Pages.all(forPages),
                        Pages.ofPeople(parts, places, signIn, access, views),
                        Pages.ofDemo(parts, views),
                        List.<Page>of(new QuarantinePage(parts.quarantine(), views)))
                .flatMap(List::stream)
                .toList();
        views.menu(pages);
        Problems problems = new Problems(views);
        BusyClients busy = new BusyClients();
        javalin = Javalin.create(settings -> {
            configure(settings);
            settings.jetty.modifyServer(server -> {
                server.insertHandler(statistics);
                server.insertHandler(busy);
            });
            listen(settings);
            RoutesConfig routes = settings.routes;
            routes.before(access::arrive);
            routes.before(WebServer::harden);
            routes.before(access::identify);
            routes.before(context -> recognise(context, busy));
            routes.before(devices::check);
            routes.before(uploads::enter);
            routes.after(uploads::leave);
            routes.after(Remainder::passOver);
            routes.beforeMatched(access::check);
            routes.exception(HttpResponseException.class, problems::answer);
            routes.exception(Refusal.class, problems::refused);
            routes.exception(Exception.class, problems::fault);
            pages.forEach(page -> {
                routes.get(page.path(), page::show, page.needs());
                page.forms().forEach(form -> routes.post(form.path(), form.submit()::accept, form.needs()));
            });
            routes.get("/", context -> context.redirect(START), Permission.ANYBODY);
            routes.post("/sign-out", this::signOut, Permission.OWN_ACCOUNT);
            // The stream has begun by the time its handler is called: too late to say that there is no such machine.
            routes.beforeMatched(LIVE, context -> MachinePath.machine(context, machines));
            routes.beforeMatched(LIVE, this::requireRoom);
            routes.sse(LIVE, this::live, Permission.LOOK);
            routes.get("/assets/{version}/{name}", assets::serve, Permission.ANYBODY);
            routes.get("/favicon.ico", context -> context.redirect(assets.path() + "/icon.svg"), Permission.ANYBODY);
            new HealthApi(parts.health()).routes(routes);
            routes.get("/metrics", this::metrics, Permission.ANYBODY);
            routes.get("/api/v1/openapi.yaml", WebServer::openApi, Permission.ANYBODY);
            new MachinesApi(machines, findings, readings, places, parts.clock()).routes(routes);
            new IncidentsApi(incidents, places).routes(routes);
            new ReadingsApi(machines, readings, parts.clock()).routes(routes);
            new ForecastsApi(machines, readings, forecasts).routes(routes);
            parts.joining().routes(routes);
            parts.carried().routes(routes);
            new EstApi(parts.enrolment(), parts.trust(), parts.addresses()::mqtt).routes(routes);
            new PlacesApi(places, machines).routes(routes);
            new AuditApi(audit, views).routes(routes);
            replacements.routes(routes);
            sobriety.routes(routes);
            lifecycle.routes(routes);
            new FiguresFiles(figures, places, views, parts.clock()).routes(routes);
            new TicketsApi(tickets.tickets(), tickets.interventions(), places).routes(routes);
        });
        answerHead(javalin.unsafe.internalRouter);
    }

    private static TicketPage.Parts tickets(Parts parts, Places places, Views views) {
        Database database = parts.database();
        Clock clock = parts.clock();
        Tickets tickets = new Tickets(database, clock, parts.calendar());
        return new TicketPage.Parts(
                tickets,
                new Work(database, clock, tickets),
                new Interventions(database, clock, tickets),
                new Photos(database, clock, tickets),
                new Redactions(database, clock, tickets),
                new Accounts(database, clock),
                places,
                new TicketWords(parts.calendar(), places, clock),
                views);
    }

    private void configure(JavalinConfig settings) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.http.generateEtags = true;
        settings.http.maxRequestSize = MAX_REQUEST_BYTES;
        settings.jetty.multipartConfig.maxFileSize(MAX_UPLOAD_MEGABYTES, SizeUnit.MB);
        settings.jetty.multipartConfig.maxTotalRequestSize(MAX_UPLOAD_MEGABYTES, SizeUnit.MB);
        // On the disk at once: what is sent in parts never lies in memory as a whole.
        settings.jetty.multipartConfig.cacheDirectory(parts.uploads().toString());
        settings.jetty.multipartConfig.maxInMemoryFileSize(8, SizeUnit.KB);
        settings.appData(SentLists.KEY, new SentLists(parts.uploads()));
        settings.http.defaultContentType = "text/plain; charset=utf-8";
    }

    private void listen(JavalinConfig settings) {
        settings.jetty.addConnector((server, http) -> Listeners.plain(server, http, config));
        settings.jetty.addConnector((server, http) ->
                Listeners.tls(server, http, config, parts.trust().https().context()));
    }

    /** Starts listening. */
    public void start() throws IOException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException(
                    "the web server did not start on ports " + config.port() + " and " + config.httpsPort(), e);
        }
    }

    /** Bytes of pages, files and answers sent since the start. */
    public long served() {
        return statistics.getBytesWritten();
    }

    /** HEAD is answered as GET is, for the same people; Jetty leaves out the content. A stream has no end to tell of. */
    private static void answerHead(InternalRouter router) {
        for (ParsedEndpoint parsed : List.copyOf(router.allHttpHandlers())) {
            Endpoint get = parsed.endpoint;
            Roles roles = get.metadata(Roles.class);
            if (get.method.equals(HandlerType.GET) && roles != null && !get.path.equals(LIVE)) {
                router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, get.path, get.handler, Set.of(roles)));
            }
        }
    }

    /** Everything that can be asked for, as {@code METHOD /path}; HEAD goes with GET. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .toList();
    }

    private static void recognise(Context context, BusyClients busy) {
        if (Access.found(context).isPresent()) {
            busy.recognise(context.header("Authorization"), context.header("Cookie"));
        }
    }

    private static void harden(Context context) {
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "same-origin");
        context.header("Cache-Control", "private, no-cache");
        if (Access.secure(context)) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void signOut(Context context) {
        access.end(context);
        context.redirect(START, HttpStatus.SEE_OTHER);
    }

    private void requireRoom(Context context) {
        if (!lives.hasRoom(watcher(context))) {
            context.header("Retry-After", "60");
            throw new HttpResponseException(HttpStatus.SERVICE_UNAVAILABLE.getCode());
        }
    }

    /** Who follows: a session, or the account of a token. */
    private static String watcher(Context context) {
        Viewer viewer = Access.viewer(context);
        String session = viewer.session();
        return session == null ? "account " + viewer.account() + " " + viewer.name() : session;
    }

    private void live(SseClient client) {
        String watcher = watcher(client.ctx());
        UUID device = Topics.deviceId(client.ctx().pathParam("id")).orElseThrow(NotFoundResponse::new);
        AutoCloseable subscription = parts.live().subscribe(device, () -> client.sendEvent("pack", "new"));
        ScheduledFuture<?> renewal =
                parts.live().every(RENEW_SECONDS, () -> parts.askLive().accept(device));
        ScheduledFuture<?> heartbeat = parts.live().every(HEARTBEAT_SECONDS, () -> client.sendComment("here"));
        client.onClose(() -> {
            lives.remove(watcher, client);
            renewal.cancel(false);
            heartbeat.cancel(false);
            try {
                subscription.close();
            } catch (Exception e) {
                LOG.debug("a watcher could not be removed", e);
            }
        });
        client.keepAlive();
        lives.add(watcher, client);
        parts.askLive().accept(device);
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(parts.metrics().get());
    }

    private static void openApi(Context context) throws IOException {
        try (InputStream in = WebServer.class.getResourceAsStream("/openapi.yaml")) {
            String text = new String(Objects.requireNonNull(in, "openapi.yaml").readAllBytes(), StandardCharsets.UTF_8);
            context.contentType("application/yaml").result(text);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
