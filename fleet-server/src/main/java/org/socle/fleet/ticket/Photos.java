package org.socle.fleet.ticket;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/** Pictures on tickets, kept in the database, without what cameras write into them. Thread-safe. */
public final class Photos {
    /** The most a ticket has. */
    static final int MOST = 8;

    private final Database database;
    private final Clock clock;
    private final Tickets tickets;
    private final PhotoTable table = new PhotoTable();

    public Photos(Database database, Clock clock, Tickets tickets) {
        this.database = database;
        this.clock = clock;
        this.tickets = tickets;
    }

    /** How many of them are still there. */
    static long left(List<Photo> photos) {
        return photos.stream().filter(photo -> photo.redaction() == null).count();
    }

    /** Those on a ticket, and what is left of those that were taken out; oldest first. */
    public List<Photo> ofTicket(Scope scope, long ticket) {
        return database.<List<Photo>, RuntimeException>read(handle -> table.ofTicket(handle, scope, ticket));
    }

    /** A picture; empty when there is none on a ticket that is seen. */
    public Optional<Photo.Content> content(Scope scope, long ticket, long photo) {
        return database.<Optional<Photo.Content>, RuntimeException>read(
                handle -> table.content(handle, scope, ticket, photo));
    }

    /**
     * Adds a picture.
     *
     * @param file as it was sent
     * @throws Refusal when it is no picture or too large, the ticket is not there, or has as many as it may
     */
    public void add(Viewer viewer, long ticket, byte[] file) {
        // Before the work of drawing it anew.
        if (tickets.find(viewer.scope(), ticket).isEmpty()) {
            throw new Refusal("ticket.refused.unknown");
        }
        Photo.Content content = Picture.clean(file);
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            if (left(table.ofTicket(handle, viewer.scope(), ticket)) >= MOST) {
                throw new Refusal("ticket.refused.photo.many", MOST);
            }
            table.add(handle, ticket, content, viewer.name(), clock.instant());
            tickets.log(handle, new Actor(viewer), found, What.PHOTO, "");
        });
    }
}
