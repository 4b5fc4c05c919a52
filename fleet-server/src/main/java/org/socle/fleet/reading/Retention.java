package org.socle.fleet.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;

/** Forgets, once a day, what is older than {@code /about/data} says. Daily roll-ups stay as long as their machine. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /**
     * How long packs are kept. Longer than an agent's outbox holds on to one that was not acknowledged (a summer of 70
     * days), so that a pack delivered again is still recognised.
     */
    public static final Duration PACKS = Duration.ofDays(100);

    /** How long hourly roll-ups are kept: a year and a month, to compare a month with the same one a year ago. */
    public static final Duration HOURS = Duration.ofDays(400);

    /** Machines a transaction: short enough not to hold up the intake. */
    private static final int BATCH = 20;

    private final Database database;
    private final Clock clock;
    private final ReadingTable table = new ReadingTable();

    public Retention(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Its job: once a day, first a quarter of an hour after the start so as not to be in its way. */
    public Job job() {
        return new Job("retention", Duration.ofMinutes(15), Duration.ofDays(1), this::run);
    }

    /** Goes over all machines once. */
    void run() {
        Instant now = clock.instant();
        long after = 0;
        int deleted = 0;
        while (true) {
            long last = after;
            List<Long> machines =
                    database.<List<Long>, RuntimeException>read(handle -> table.machinesAfter(handle, last, BATCH));
            if (machines.isEmpty()) {
                LOG.info("deleted {} packs and hourly roll-ups that were too old", deleted);
                return;
            }
            deleted += database.<Integer, RuntimeException>write(
                    handle -> table.forget(handle, machines, now.minus(PACKS), now.minus(HOURS)));
            after = machines.get(machines.size() - 1);
        }
    }
}
