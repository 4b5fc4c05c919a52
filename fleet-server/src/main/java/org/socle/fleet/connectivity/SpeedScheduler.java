package org.socle.fleet.connectivity;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the schools' lines tested, by a look every minute. */
public final class SpeedScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedScheduler.class);

    private final SpeedRounds rounds;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "speed");
        daemon.setDaemon(true);
        return daemon;
    });

    public SpeedScheduler(SpeedRounds rounds) {
        this.rounds = rounds;
    }

    /** Begins a few minutes after the start: machines have to come back first. */
    public void start() {
        thread.scheduleWithFixedDelay(() -> carefully(rounds::sweep), 5, 1, TimeUnit.MINUTES);
        thread.scheduleWithFixedDelay(
                () -> carefully(rounds::forget), 30, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
    }

    private static void carefully(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("the lines could not be looked after; the next look tries again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
