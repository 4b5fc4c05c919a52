package org.socle.fleet.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;

/**
 * Takes out, once a day, texts and pictures of tickets that were done with some years ago. What figures are counted from stays.
 */
public final class TextRetention {

    /** Tickets a transaction: short enough not to hold up the intake. */
    private static final int BATCH = 50;

    private final Database database;
    private final Clock clock;
    private final int years;
    private final Audit audit;
    private final RedactionTable table = new RedactionTable();

    /**
     * Prepares the work.
     *
     * @param years since a ticket was closed, or solved and never closed
     */
    public TextRetention(Database database, Clock clock, int years) {
        this.database = database;
        this.clock = clock;
        this.years = years;
        this.audit = new Audit(database, clock);
    }

    /** Its job: once a day, first twenty minutes after the start so as not to be in its way. */
    public Job job() {
        return new Job("ticket-texts", Duration.ofMinutes(20), Duration.ofDays(1), this::run);
    }

    /** Goes over all tickets once; answers of how many it took something out. */
    int run() {
        Instant now = clock.instant();
        Instant before = now.atZone(ZoneOffset.UTC).minusYears(years).toInstant();
        database.writing(handle -> table.expireIncidents(handle, before, now));
        long after = 0;
        int tickets = 0;
        while (true) {
            long last = after;
            List<Long> old =
                    database.<List<Long>, RuntimeException>read(handle -> table.old(handle, before, last, BATCH));
            if (old.isEmpty()) {
                return tickets;
            }
            database.writing(handle -> {
                table.expire(handle, old, before, now);
                audit.record(
                        handle,
                        Who.SERVER,
                        Action.TEXTS_EXPIRED,
                        Subject.server(),
                        Map.of("tickets", Integer.toString(old.size())));
            });
            tickets += old.size();
            after = old.get(old.size() - 1);
        }
    }
}
