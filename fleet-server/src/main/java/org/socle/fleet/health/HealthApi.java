package org.socle.fleet.health;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Messages;

/**
 * {@code /healthz}: whether the process lives. {@code /readyz}: whether it makes progress, and if not, line by line what is in the
 * way.
 */
public final class HealthApi {
    private final Health health;

    public HealthApi(Health health) {
        this.health = health;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/healthz", context -> context.result("ok\n"), Permission.ANYBODY);
        routes.get("/readyz", this::ready, Permission.ANYBODY);
    }

    private void ready(Context context) {
        List<Health.Standing> standing = health.standing();
        context.status(standing.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        context.result(
                standing.isEmpty()
                        ? "ready\n"
                        : standing.stream().map(HealthApi::line).collect(Collectors.joining()));
    }

    private static String line(Health.Standing standing) {
        return "not ready: " + TroubleWords.title(standing.trouble(), Messages.ENGLISH) + " ("
                + standing.trouble().kind().word() + ", since " + standing.since() + ")\n";
    }
}
