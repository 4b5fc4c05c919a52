package org.socle.fleet.health;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.health.Trouble.Kind;

/** How the server is: ready as long as all its parts make progress. Thread-safe. */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Clock clock;
    private final List<Vital> vitals = new CopyOnWriteArrayList<>();
    private final Map<Trouble, Instant> since = new LinkedHashMap<>();

    /** A trouble and since when it has been seen. */
    public record Standing(Trouble trouble, Instant since) {}

    public Health(PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        GaugeWithCallback.builder()
                .name("socle_server_trouble")
                .help("Whether something keeps the server from its work, by kind: 1 while it does")
                .labelNames("kind")
                .callback(callback -> {
                    List<Standing> standing = standing();
                    for (Kind kind : Kind.values()) {
                        boolean now = standing.stream()
                                .anyMatch(each -> each.trouble().kind() == kind);
                        callback.call(now ? 1 : 0, kind.word());
                    }
                })
                .register(registry);
    }

    /** Watches one more part. */
    public void watch(Vital vital) {
        vitals.add(vital);
    }

    /** What is wrong now, the oldest trouble first; empty when the server is ready. */
    public List<Standing> standing() {
        List<Trouble> found = new ArrayList<>();
        vitals.forEach(vital -> found.addAll(vital.troubles()));
        synchronized (since) {
            since.keySet().removeIf(trouble -> {
                boolean over = !found.contains(trouble);
                if (over) {
                    LOG.info("over: {} {}", trouble.kind().word(), trouble.subject());
                }
                return over;
            });
            for (Trouble trouble : found) {
                since.computeIfAbsent(trouble, each -> {
                    LOG.error("trouble: {} {}", each.kind().word(), each.subject());
                    return clock.instant();
                });
            }
            return since.entrySet().stream()
                    .map(entry -> new Standing(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparing(Standing::since))
                    .toList();
        }
    }
}
