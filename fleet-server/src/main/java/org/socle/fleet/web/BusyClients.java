package org.socle.fleet.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Viewer;

/**
 * Keeps one client from taking all threads: bounds how many requests of an account, or of an address without one, are at work at
 * once, and ends those that take for ever, whether the client sends or reads too slowly. Whose a session or token is, is known once a
 * request with it was recognised; until then anybody could make one up. Some threads are left to accounts. Streams are counted
 * elsewhere. Thread-safe.
 */
final class BusyClients extends Handler.Wrapper {
    /** A browser has six connections; however many sessions and tokens somebody has. */
    private static final int OF_AN_ACCOUNT = 16;

    /** Two hundred machines of one school join at once, from one address; who is told to come again does. */
    private static final int OF_AN_ADDRESS = 150;

    /** Of Jetty's 250 threads, so that people with an account are served whatever strangers do. */
    private static final int OF_ALL_STRANGERS = 200;

    /** What watches the server asks for: it must not take a crowd for a server in trouble. */
    private static final Set<String> UNCOUNTED = Set.of("/healthz", "/readyz", "/metrics");

    private static final String STRANGERS = "strangers";
    private static final int MOST_RECOGNISED = 20_000;

    /** Long enough for 12 MB at 0.5 Mbit/s. */
    private static final long SENDING_SECONDS = 200;

    /** Long enough for the agent's jar at 0.3 Mbit/s. */
    private static final long READING_SECONDS = 900;

    private static final long LOOK_SECONDS = 5;
    private static final int TOO_MANY = 429;

    private final Map<String, Integer> atWork = new ConcurrentHashMap<>();

    /** What requests are counted under, by the hash of their session or token. */
    private final Map<String, String> recognised = new ConcurrentHashMap<>();

    private final Map<Request, Long> began = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-clients");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        looking.scheduleWithFixedDelay(this::endSlow, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        looking.shutdownNow();
        super.doStop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean bare = HttpMethod.GET.is(request.getMethod())
                && !request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (bare && (path.endsWith(WebServer.STREAM) || UNCOUNTED.contains(path))) {
            return super.handle(request, response, callback);
        }
        HttpFields headers = request.getHeaders();
        String session = session(headers.get(HttpHeader.AUTHORIZATION), headers.get(HttpHeader.COOKIE));
        String account = session == null ? null : recognised.get(session);
        boolean known = account != null;
        String key = account != null ? account : "address " + address(request);
        if (!enter(key, known)) {
            response.setStatus(TOO_MANY);
            response.getHeaders().put("Retry-After", "2");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
            Content.Sink.write(response, true, sentence(request), callback);
            return true;
        }
        began.put(request, System.nanoTime());
        AtomicBoolean left = new AtomicBoolean();
        Runnable leaving = () -> {
            if (left.compareAndSet(false, true)) {
                began.remove(request);
                leave(key, known);
            }
        };
        boolean handled = false;
        try {
            handled = super.handle(request, response, Callback.from(callback, leaving));
            return handled;
        } finally {
            if (!handled) {
                leaving.run();
            }
        }
    }

    /** Remembers whose the session or token of a request is, if anybody's; once it is known who that is. */
    void recognise(Context context) {
        String session = session(context.header("Authorization"), context.header("Cookie"));
        if (session != null && recognised.size() < MOST_RECOGNISED) {
            Access.found(context).ifPresent(viewer -> recognised.put(session, key(viewer, session)));
        }
    }

    /** Tokens of the server's own have no account. */
    private static String key(Viewer viewer, String session) {
        return viewer.account() == null ? session : "account " + viewer.account();
    }

    private boolean enter(String key, boolean known) {
        if (atWork.merge(key, 1, Integer::sum) > (known ? OF_AN_ACCOUNT : OF_AN_ADDRESS)) {
            leave(key);
            return false;
        }
        if (!known && atWork.merge(STRANGERS, 1, Integer::sum) > OF_ALL_STRANGERS) {
            leave(key, false);
            return false;
        }
        return true;
    }

    private void leave(String key, boolean known) {
        leave(key);
        if (!known) {
            leave(STRANGERS);
        }
    }

    private void leave(String key) {
        atWork.computeIfPresent(key, (any, count) -> count <= 1 ? null : count - 1);
    }

    private static String sentence(Request request) {
        String languages = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        Messages messages = languages != null && languages.startsWith("en") ? Messages.ENGLISH : Messages.FRENCH;
        return messages.text("error.429.busy") + "\n";
    }

    /** What stands for whoever is signed in; null for nobody. The text itself is not kept. */
    private static @Nullable String session(@Nullable String authorization, @Nullable String cookies) {
        // As those who look who it is: the cookie first, by its whole name.
        for (String each : cookies == null ? new String[0] : cookies.split(";")) {
            String cookie = each.strip();
            if (cookie.startsWith("socle_session=") || cookie.startsWith("__Host-socle_session=")) {
                return "session " + Secret.hash(cookie.substring(cookie.indexOf('=') + 1));
            }
        }
        return authorization != null && authorization.startsWith("Bearer ")
                ? "token " + Secret.hash(authorization)
                : null;
    }

    private static String address(Request request) {
        return ClientAddress.of(
                Request.getRemoteAddr(request), request.getHeaders().get("X-Forwarded-For"));
    }

    private void endSlow() {
        if (recognised.size() >= MOST_RECOGNISED) {
            // Those still in use are recognised again with their next request.
            recognised.clear();
        }
        long now = System.nanoTime();
        began.forEach((request, since) -> {
            boolean sends = !HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod());
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - since);
            if (seconds > (sends ? SENDING_SECONDS : READING_SECONDS)) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
            }
        });
    }
}
