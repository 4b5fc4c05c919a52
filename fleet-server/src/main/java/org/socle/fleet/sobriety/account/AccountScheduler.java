package org.socle.fleet.sobriety.account;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what machines gained added up every few minutes, and calendars compared once a day. */
public final class AccountScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountScheduler.class);

    private final AccountSweep sweep;
    private final Runnable daily;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "energy");
        daemon.setDaemon(true);
        return daemon;
    });

    /** @param daily done once a day after everything is added up */
    public AccountScheduler(AccountSweep sweep, Runnable daily) {
        this.sweep = sweep;
        this.daily = daily;
    }

    /** Begins at once with what is due; with the calendars two minutes later, so as not to be in the way of the start. */
    public void start() {
        thread.scheduleWithFixedDelay(() -> carefully(sweep::addUp), 0, 5, TimeUnit.MINUTES);
        thread.scheduleWithFixedDelay(
                () -> carefully(() -> {
                    sweep.recheck();
                    sweep.forget();
                    sweep.addUp();
                    daily.run();
                }),
                2,
                TimeUnit.DAYS.toMinutes(1),
                TimeUnit.MINUTES);
    }

    private static void carefully(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("consumption could not be added up; the next look tries again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
