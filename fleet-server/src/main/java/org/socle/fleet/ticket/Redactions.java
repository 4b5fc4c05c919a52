package org.socle.fleet.ticket;

import java.time.Clock;
import java.util.Optional;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/**
 * Takes texts and pictures out of tickets, for good: a pupil's name, a face. That it was done, when and by whom stays, here and in
 * the audit log; what it was does not. Thread-safe.
 */
public final class Redactions {
    private final Database database;
    private final Clock clock;
    private final Tickets tickets;
    private final RedactionTable table = new RedactionTable();

    public Redactions(Database database, Clock clock, Tickets tickets) {
        this.database = database;
        this.clock = clock;
        this.tickets = tickets;
    }

    /** A line of a ticket's log; empty when there is none on a ticket that is seen. */
    public Optional<LogEntry> line(Scope scope, long ticket, long line) {
        return database.<Optional<LogEntry>, RuntimeException>read(
                handle -> tickets.table().line(handle, scope, ticket, line));
    }

    /**
     * Takes a text out, wherever it stands: in the log, as what the ticket is about, on an intervention and its parts.
     *
     * @param line of the log
     * @throws Refusal when the ticket is not there, or the line has no text
     */
    public void text(Viewer viewer, long ticket, long line) {
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            if (!table.text(handle, ticket, line, clock.instant(), viewer.name())) {
                throw new Refusal("redact.refused.gone");
            }
            tickets.record(handle, new Actor(viewer), Action.TEXT_REDACTED, found);
        });
    }

    /**
     * Takes a picture out.
     *
     * @throws Refusal when it is not there
     */
    public void photo(Viewer viewer, long ticket, long photo) {
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            if (!table.photo(handle, ticket, photo, clock.instant(), viewer.name())) {
                throw new Refusal("ticket.refused.photo.gone");
            }
            tickets.record(handle, new Actor(viewer), found, What.PHOTO_REMOVED, "", Action.PHOTO_REMOVED);
        });
    }
}
