package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * SQL that takes texts and pictures of tickets out. The database lets nothing else be changed of them, and takes a text out
 * wherever else it stands. Stateless; every method works in the caller's transaction, who has looked at the scope.
 */
final class RedactionTable {
    private static final String TEXT = "ticket_log.redacted IS NULL AND ticket_log.detail <> '' AND ticket_log.what IN"
            + " ('opened', 'again', 'waiting', 'solved', 'closed', 'reopened', 'note', 'intervention', 'withdrawn')";

    /** Takes the text of a line out; false when it has none. */
    boolean text(Handle handle, long ticket, long line, Instant now, String by) {
        return zeroing(
                handle,
                () -> handle.createUpdate("UPDATE ticket_log SET detail = '', redacted = :now, redactor = :by"
                                        + " WHERE id = :line AND ticket = :ticket AND " + TEXT)
                                .bind("now", now.toEpochMilli())
                                .bind("by", by)
                                .bind("line", line)
                                .bind("ticket", ticket)
                                .execute()
                        == 1);
    }

    /** Takes a picture out; false when there is none like it. */
    boolean photo(Handle handle, long ticket, long photo, Instant now, String by) {
        return zeroing(
                handle,
                () -> handle.createUpdate("UPDATE ticket_photo SET body = x'', redacted = :now, redactor = :by"
                                        + " WHERE id = :photo AND ticket = :ticket AND redacted IS NULL")
                                .bind("now", now.toEpochMilli())
                                .bind("by", by)
                                .bind("photo", photo)
                                .bind("ticket", ticket)
                                .execute()
                        == 1);
    }

    /** Numbers above another one of tickets that were done with before a moment, and have texts or pictures as old. */
    List<Long> old(Handle handle, Instant before, long after, int size) {
        return handle.createQuery("SELECT ticket.number FROM ticket WHERE ticket.number > :after"
                        + " AND ticket.state IN ('solved', 'closed') AND coalesce(ticket.closed, ticket.solved) < :before"
                        + " AND (EXISTS (SELECT 1 FROM ticket_log WHERE ticket_log.ticket = ticket.number"
                        + " AND ticket_log.at < :before AND " + TEXT + ") OR EXISTS (SELECT 1 FROM ticket_photo"
                        + " WHERE ticket_photo.ticket = ticket.number AND ticket_photo.at < :before"
                        + " AND ticket_photo.redacted IS NULL)) ORDER BY ticket.number LIMIT :size")
                .bind("after", after)
                .bind("before", before.toEpochMilli())
                .bind("size", size)
                .mapTo(Long.class)
                .list();
    }

    /** Takes out what was written on some tickets before a moment, and their pictures. */
    void expire(Handle handle, List<Long> tickets, Instant before, Instant now) {
        zeroing(handle, () -> {
            handle.createUpdate("UPDATE ticket_log SET detail = '', redacted = :now, redactor = ''"
                            + " WHERE ticket IN (<tickets>) AND at < :before AND " + TEXT)
                    .bindList("tickets", tickets)
                    .bind("now", now.toEpochMilli())
                    .bind("before", before.toEpochMilli())
                    .execute();
            return handle.createUpdate("UPDATE ticket_photo SET body = x'', redacted = :now, redactor = ''"
                            + " WHERE ticket IN (<tickets>) AND at < :before AND redacted IS NULL")
                    .bindList("tickets", tickets)
                    .bind("now", now.toEpochMilli())
                    .bind("before", before.toEpochMilli())
                    .execute();
        });
    }

    /** Takes out what was written into the histories of incidents that were over before a moment; answers of how many lines. */
    int expireIncidents(Handle handle, Instant before, Instant now) {
        return zeroing(
                handle,
                () -> handle.createUpdate("UPDATE incident_log SET detail = '', redacted = :now"
                                + " WHERE what IN ('note', 'closed') AND detail <> '' AND at < :before AND incident IN"
                                + " (SELECT id FROM incident WHERE resolved < :before)")
                        .bind("now", now.toEpochMilli())
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    /** What is overwritten is not left in the file's free space; for everything that is ever deleted, that would cost too much. */
    private static <T> T zeroing(Handle handle, Supplier<T> work) {
        handle.execute("PRAGMA secure_delete = ON");
        try {
            return work.get();
        } finally {
            handle.execute("PRAGMA secure_delete = OFF");
        }
    }
}
