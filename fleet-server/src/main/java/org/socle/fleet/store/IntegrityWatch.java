package org.socle.fleet.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.HandleCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the whole database once a week, on a connection that only reads, one table after the other: nobody waits for it, and
 * the journal is not kept from being emptied longer than one table takes. Thread-safe.
 */
public final class IntegrityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrityWatch.class);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration AFTER_START = Duration.ofMinutes(2);

    private final Database database;
    private final Clock clock;
    private final InstallationTable table = new InstallationTable();
    private volatile Integrity last;
    private volatile boolean soon;

    /**
     * A watch that knows what the last one found.
     *
     * @param soon whether the look at the start came to no end, so that the whole one does not wait for its week
     */
    public IntegrityWatch(Database database, Clock clock, boolean soon) {
        this.database = database;
        this.clock = clock;
        this.soon = soon;
        this.last = database.<Integrity, RuntimeException>read(
                handle -> table.checked(handle).orElse(Integrity.UNKNOWN));
    }

    /** Its job: sees each hour whether the week is over. */
    public Job job() {
        return new Job("integrity", AFTER_START, LOOK, this::lookWhenDue);
    }

    /** What the last whole look came to. */
    public Integrity last() {
        return last;
    }

    private void lookWhenDue() {
        Instant before = last.at();
        if (soon || before == null || !clock.instant().isBefore(before.plus(WEEK))) {
            look();
        }
    }

    /** Looks now; returns when that is done. What fails is told in the log and tried again an hour later. */
    public void look() {
        try {
            long started = System.nanoTime();
            String finding = finding();
            Instant now = clock.instant();
            last = Integrity.of(now, finding);
            soon = false;
            if (finding.isEmpty()) {
                LOG.info("the database was looked at as a whole in {} s: it is sound", seconds(started));
            } else {
                LOG.error(
                        "the database is damaged: {}. Stop the server, keep a copy of the data directory, and restore it from"
                                + " the backup (docs/server.md, Damage)",
                        finding);
            }
            database.writing(handle -> table.checked(handle, now, finding));
        } catch (SQLException | RuntimeException e) {
            if (DatabaseTrouble.of(e) == DatabaseTrouble.DAMAGED) {
                last = Integrity.of(clock.instant(), String.valueOf(e.getMessage()));
            }
            LOG.error("the whole look at the database came to no end; another one follows in an hour", e);
        }
    }

    private String finding() throws SQLException {
        List<String> tables = read(handle -> IntegrityCheck.tables(handle.getConnection()));
        for (String each : tables) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the server stops");
            }
            String finding = read(handle -> IntegrityCheck.whole(handle.getConnection(), each));
            if (!finding.isEmpty()) {
                return each + ": " + finding;
            }
        }
        return "";
    }

    private <T> T read(HandleCallback<T, SQLException> work) throws SQLException {
        return database.read(work);
    }

    private static long seconds(long started) {
        return (System.nanoTime() - started) / 1_000_000_000;
    }
}
