package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of pictures on tickets. Stateless; every method works in the caller's transaction. */
final class PhotoTable {

    void add(Handle handle, long ticket, Photo.Content content, String actor, Instant now) {
        handle.createUpdate("INSERT INTO ticket_photo (ticket, at, actor, type, body)"
                        + " VALUES (:ticket, :at, :actor, :type, :body)")
                .bind("ticket", ticket)
                .bind("at", now.toEpochMilli())
                .bind("actor", actor)
                .bind("type", content.type())
                .bind("body", content.body())
                .execute();
    }

    /** Those on a ticket that is seen, oldest first. */
    List<Photo> ofTicket(Handle handle, Scope scope, long ticket) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT ticket_photo.id, ticket_photo.at, ticket_photo.actor,"
                                + " length(ticket_photo.body) AS bytes, ticket_photo.redacted, ticket_photo.redactor"
                                + " FROM ticket_photo JOIN ticket"
                                + " ON ticket.number = ticket_photo.ticket WHERE ticket_photo.ticket = :ticket AND "
                                + ScopeSql.placed(scope, "ticket.place") + " ORDER BY ticket_photo.id"),
                        scope)
                .bind("ticket", ticket)
                .map((row, context) -> {
                    long redacted = row.getLong("redacted");
                    Redaction redaction = row.wasNull()
                            ? null
                            : new Redaction(Instant.ofEpochMilli(redacted), row.getString("redactor"));
                    return new Photo(
                            row.getLong("id"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getString("actor"),
                            row.getInt("bytes"),
                            redaction);
                })
                .list();
    }

    Optional<Photo.Content> content(Handle handle, Scope scope, long ticket, long photo) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT ticket_photo.type, ticket_photo.body FROM ticket_photo JOIN ticket"
                                + " ON ticket.number = ticket_photo.ticket WHERE ticket_photo.ticket = :ticket"
                                + " AND ticket_photo.id = :photo AND ticket_photo.redacted IS NULL AND "
                                + ScopeSql.placed(scope, "ticket.place")),
                        scope)
                .bind("ticket", ticket)
                .bind("photo", photo)
                .map((row, context) -> new Photo.Content(row.getString("type"), row.getBytes("body")))
                .findOne();
    }
}
