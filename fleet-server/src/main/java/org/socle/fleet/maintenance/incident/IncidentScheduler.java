package org.socle.fleet.maintenance.incident;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has incidents opened and closed, by a look every minute. */
public final class IncidentScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentScheduler.class);

    private final IncidentSweep sweep;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "incidents");
        daemon.setDaemon(true);
        return daemon;
    });

    public IncidentScheduler(IncidentSweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    /** Begins at once: what was found while the server was down is there already. */
    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.MINUTES);
    }

    private void look() {
        try {
            sweep.sweep(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("incidents could not be looked after, trying again in a minute", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
