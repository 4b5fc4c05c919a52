package org.socle.fleet.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.web.Access;

/** The stream that tells a machine's page of each new pack, while the machine is in live mode. */
public final class LiveRoute {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoute.class);
    private static final String LIVE = "/machines/{id}/live";

    /** Renewed well before the machine ends live mode by itself, ten minutes after it was asked. */
    private static final long RENEW_SECONDS = 540;

    /** Comments that keep proxies from closing a quiet stream. */
    private static final long HEARTBEAT_SECONDS = 25;

    private final Machines machines;
    private final LiveFeed feed;
    private final Consumer<UUID> ask;
    private final LiveLimit lives = new LiveLimit();

    /**
     * A stream for each machine.
     *
     * @param feed tells of stored packs
     * @param ask asks a machine for live mode
     */
    public LiveRoute(Machines machines, LiveFeed feed, Consumer<UUID> ask) {
        this.machines = machines;
        this.feed = feed;
        this.ask = ask;
    }

    /** Adds it. */
    public void routes(RoutesConfig routes) {
        // The stream has begun by the time its handler is called: too late to say that there is no such machine.
        routes.beforeMatched(LIVE, context -> MachinePath.machine(context, machines));
        routes.beforeMatched(LIVE, this::requireRoom);
        routes.sse(LIVE, this::live, Permission.LOOK);
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
        AutoCloseable subscription = feed.subscribe(device, () -> client.sendEvent("pack", "new"));
        ScheduledFuture<?> renewal = feed.every(RENEW_SECONDS, () -> ask.accept(device));
        ScheduledFuture<?> heartbeat = feed.every(HEARTBEAT_SECONDS, () -> client.sendComment("here"));
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
        ask.accept(device);
    }
}
