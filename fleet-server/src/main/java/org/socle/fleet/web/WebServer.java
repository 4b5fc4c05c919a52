package org.socle.fleet.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
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
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.socle.fleet.access.Permission;
import org.socle.fleet.config.WebConfig;

/** Pages, API and health checks over HTTP. */
public final class WebServer implements AutoCloseable {
    private static final long MAX_REQUEST_BYTES = 1_000_000;
    /** A photo from a telephone; the rest fits into less. */
    private static final long MAX_UPLOAD_MEGABYTES = 13;

    private static final long MEGABYTE = 1_000_000;

    private static final String START = "/today";

    /** How paths of streams end. */
    static final String STREAM = "/live";

    /**
     * What the web server is made of.
     *
     * @param access who may
     * @param views how pages are made
     * @param assets the files that pages name
     * @param uploads directory for what is sent, while it is read; made, and emptied at the start
     * @param tls of the server's own address for HTTPS
     */
    public record Parts(Access access, Views views, Assets assets, Path uploads, SSLContext tls, Clock clock) {}

    private final WebConfig config;
    private final Parts parts;
    private final Access access;
    private final Javalin javalin;
    private final UploadGate uploads = new UploadGate(MAX_UPLOAD_MEGABYTES * MEGABYTE);
    private final DeviceQuota devices;
    private final StatisticsHandler statistics = new StatisticsHandler();

    /**
     * Prepares it; nothing listens before {@link #start}.
     *
     * @param pages those with a word for the menu are the menu, in this order
     * @param others what else can be asked for
     */
    public WebServer(WebConfig config, Parts parts, List<Page> pages, List<Consumer<RoutesConfig>> others) {
        this.config = config;
        this.parts = parts;
        this.access = parts.access();
        this.devices = new DeviceQuota(parts.clock());
        parts.views().menu(pages);
        Problems problems = new Problems(parts.views());
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
            routes.before(busy::recognise);
            routes.before(devices::check);
            routes.before(uploads::enter);
            routes.after(uploads::leave);
            routes.after(new Remainder()::passOver);
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
            routes.get("/assets/{version}/{name}", parts.assets()::serve, Permission.ANYBODY);
            routes.get(
                    "/favicon.ico",
                    context -> context.redirect(parts.assets().path() + "/icon.svg"),
                    Permission.ANYBODY);
            routes.get("/api/v1/openapi.yaml", WebServer::openApi, Permission.ANYBODY);
            others.forEach(each -> each.accept(routes));
        });
        answerHead(javalin.unsafe.internalRouter);
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
        settings.jetty.addConnector((server, http) -> Listeners.tls(server, http, config, parts.tls()));
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
            if (get.method.equals(HandlerType.GET) && roles != null && !get.path.endsWith(STREAM)) {
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
