package org.socle.fleet.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the table {@code ticket} and its log. Stateless; every method works in the caller's transaction. */
final class TicketTable {
    private static final String URGENT_FIRST =
            "CASE ticket.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END";
    private static final String SELECT = "SELECT ticket.*, machine.device, coalesce(machine.host_name,"
            + " nullif(trim(coalesce(machine.manufacturer, '') || ' ' || coalesce(machine.model, '')), ''),"
            + " substr(machine.device, 1, 8)) AS machine_name, account.name AS assignee_name,"
            + " (SELECT CASE kind WHEN 'room' THEN parent WHEN 'school' THEN id END FROM place WHERE id = ticket.place)"
            + " AS school FROM ticket LEFT JOIN machine ON machine.id = ticket.machine"
            + " LEFT JOIN account ON account.id = ticket.assignee";

    private static final String LOG = "SELECT ticket_log.*, ticket_log.what = 'intervention'"
            + " AND intervention.withdrawn IS NOT NULL AS withdrawn FROM ticket_log"
            + " JOIN ticket ON ticket.number = ticket_log.ticket"
            + " LEFT JOIN intervention ON intervention.id = ticket_log.intervention"
            + " WHERE ticket_log.ticket = :number AND ";

    /** What the index of open tickets is for. */
    private static final String OPEN = "ticket.solved IS NULL AND ticket.closed IS NULL";

    /** Adds a ticket that nobody has yet; answers its number. */
    long add(Handle handle, NewTicket ticket, @Nullable Long place, Instant now, @Nullable Instant due) {
        return handle.createUpdate("INSERT INTO ticket (cause, subject, machine, place, incident, origin, state,"
                        + " priority, opened, due) VALUES (:cause, :subject, :machine, :place, :incident, :origin, 'new',"
                        + " :priority, :now, :due)")
                .bind("cause", ticket.cause())
                .bind("subject", ticket.subject())
                .bind("machine", ticket.machine())
                .bind("place", place)
                .bind("incident", ticket.incident())
                .bind("origin", ticket.origin().word())
                .bind("priority", ticket.priority().word())
                .bind("now", now.toEpochMilli())
                .bind("due", millis(due))
                .executeAndReturnGeneratedKeys("number")
                .mapTo(Long.class)
                .one();
    }

    /** Writes what may change of a ticket. */
    void update(Handle handle, Ticket ticket) {
        Ticket.Assignee assignee = ticket.assignee();
        handle.createUpdate("UPDATE ticket SET state = :state, reason = :reason, planned = :planned,"
                        + " priority = :priority, assignee = :assignee, due = :due, solved = :solved, closed = :closed"
                        + " WHERE number = :number")
                .bind("state", ticket.state().word())
                .bind("reason", ticket.reason())
                .bind("planned", millis(ticket.planned()))
                .bind("priority", ticket.priority().word())
                .bind("assignee", assignee == null ? null : (Long) assignee.account())
                .bind("due", millis(ticket.due()))
                .bind("solved", millis(ticket.solved()))
                .bind("closed", millis(ticket.closed()))
                .bind("number", ticket.number())
                .execute();
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    Optional<Ticket> find(Handle handle, Scope scope, long number) {
        return ScopeSql.bind(
                        handle.createQuery(SELECT + " WHERE ticket.number = :number AND "
                                + ScopeSql.placed(scope, "ticket.place")),
                        scope)
                .bind("number", number)
                .map((row, context) -> ticket(row))
                .findOne();
    }

    /** Tickets with something left to do by urgency and when they are due, the others newest first. */
    List<Ticket> list(Handle handle, Scope scope, TicketFilter filter, Instant now, int page, int size) {
        return bind(
                        handle.createQuery(SELECT + " WHERE " + where(scope, filter) + " ORDER BY "
                                + (filter.open() || filter.late()
                                        ? URGENT_FIRST + ", ticket.due IS NULL, ticket.due, ticket.number"
                                        : "ticket.number DESC")
                                + " LIMIT :size OFFSET :offset"),
                        scope,
                        filter,
                        now)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size)
                .map((row, context) -> ticket(row))
                .list();
    }

    /** By number, from the first one above {@code after}. */
    List<Ticket> after(Handle handle, Scope scope, TicketFilter filter, Instant now, long after, int size) {
        return bind(
                        handle.createQuery(SELECT + " WHERE " + where(scope, filter)
                                + " AND ticket.number > :after ORDER BY ticket.number LIMIT :size"),
                        scope,
                        filter,
                        now)
                .bind("after", after)
                .bind("size", size)
                .map((row, context) -> ticket(row))
                .list();
    }

    int count(Handle handle, Scope scope, TicketFilter filter, Instant now) {
        return bind(handle.createQuery("SELECT count(*) FROM ticket WHERE " + where(scope, filter)), scope, filter, now)
                .mapTo(Integer.class)
                .one();
    }

    List<Ticket> ofIncident(Handle handle, Scope scope, long incident) {
        return ScopeSql.bind(
                        handle.createQuery(SELECT + " WHERE ticket.incident = :incident AND "
                                + ScopeSql.placed(scope, "ticket.place") + " ORDER BY ticket.number DESC LIMIT 20"),
                        scope)
                .bind("incident", incident)
                .map((row, context) -> ticket(row))
                .list();
    }

    /** What is left to do about a machine, or about a place as a whole: of its own, not of what is in it. */
    List<Ticket> known(Handle handle, @Nullable Long machine, @Nullable Long place, int size) {
        return handle.createQuery(SELECT + " WHERE " + OPEN
                        + (machine == null
                                ? " AND ticket.place = :place AND ticket.machine IS NULL"
                                : " AND ticket.machine = :machine")
                        + " ORDER BY ticket.number DESC LIMIT :size")
                .bind("machine", machine)
                .bind("place", place)
                .bind("size", size)
                .map((row, context) -> ticket(row))
                .list();
    }

    private static String where(Scope scope, TicketFilter filter) {
        return ScopeSql.placed(scope, "ticket.place")
                + (filter.state() == null ? "" : " AND ticket.state = :state")
                + (filter.open() || filter.late() ? " AND " + OPEN : "")
                + (filter.late() ? " AND ticket.due < :now" : "")
                + (filter.assignee() == null ? "" : " AND ticket.assignee = :assignee")
                + (filter.nobody() ? " AND ticket.assignee IS NULL" : "")
                + (filter.machine() == null ? "" : " AND ticket.machine = :machine");
    }

    private static Query bind(Query query, Scope scope, TicketFilter filter, Instant now) {
        ScopeSql.bind(query, scope);
        State state = filter.state();
        if (state != null) {
            query.bind("state", state.word());
        }
        if (filter.late()) {
            query.bind("now", now.toEpochMilli());
        }
        if (filter.assignee() != null) {
            query.bind("assignee", filter.assignee());
        }
        return filter.machine() == null ? query : query.bind("machine", filter.machine());
    }

    /** The school a place is in; itself when it is one; empty when it is higher. */
    Optional<Long> school(Handle handle, @Nullable Long place) {
        return handle.createQuery(
                        "SELECT CASE kind WHEN 'room' THEN parent WHEN 'school' THEN id END FROM place WHERE id = :place")
                .bind("place", place)
                .mapTo(Long.class)
                .findOne();
    }

    /** Adds a line to a ticket's log; {@code intervention} is what it tells of, null when it tells of none. */
    void log(
            Handle handle,
            long number,
            Instant at,
            LogEntry.What what,
            Actor actor,
            String detail,
            @Nullable Long intervention) {
        handle.createUpdate("INSERT INTO ticket_log (ticket, at, what, account, actor, detail, intervention)"
                        + " VALUES (:ticket, :at, :what, :account, :actor, :detail, :intervention)")
                .bind("ticket", number)
                .bind("at", at.toEpochMilli())
                .bind("what", what.word())
                .bind("account", actor.account())
                .bind("actor", actor.name())
                .bind("detail", detail)
                .bind("intervention", intervention)
                .execute();
    }

    /** The log of a ticket that is seen, newest first. */
    List<LogEntry> log(Handle handle, Scope scope, long number, int page, int size) {
        return ScopeSql.bind(
                        handle.createQuery(LOG + ScopeSql.placed(scope, "ticket.place")
                                + " ORDER BY ticket_log.id DESC LIMIT :size OFFSET :offset"),
                        scope)
                .bind("number", number)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size)
                .map((row, context) -> entry(row))
                .list();
    }

    /** One line of the log of a ticket that is seen. */
    Optional<LogEntry> line(Handle handle, Scope scope, long number, long line) {
        return ScopeSql.bind(
                        handle.createQuery(LOG + ScopeSql.placed(scope, "ticket.place") + " AND ticket_log.id = :line"),
                        scope)
                .bind("number", number)
                .bind("line", line)
                .map((row, context) -> entry(row))
                .findOne();
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        Instant redacted = instant(row, "redacted");
        return new LogEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                LogEntry.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                row.getString("actor"),
                row.getString("detail"),
                row.getBoolean("withdrawn"),
                redacted == null ? null : new Redaction(redacted, row.getString("redactor")));
    }

    /** How often something happened to a ticket. */
    int times(Handle handle, long number, LogEntry.What what) {
        return handle.createQuery("SELECT count(*) FROM ticket_log WHERE ticket = :number AND what = :what")
                .bind("number", number)
                .bind("what", what.word())
                .mapTo(Integer.class)
                .one();
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        Long machine = number(row, "machine");
        Long assignee = number(row, "assignee");
        return new Ticket(
                row.getLong("number"),
                row.getString("cause"),
                row.getString("subject"),
                machine == null
                        ? null
                        : new Ticket.Affected(
                                machine, UUID.fromString(row.getString("device")), row.getString("machine_name")),
                number(row, "place"),
                number(row, "school"),
                number(row, "incident"),
                Origin.of(row.getString("origin")).orElseThrow(),
                State.of(row.getString("state")).orElseThrow(),
                row.getString("reason"),
                instant(row, "planned"),
                Priority.of(row.getString("priority")).orElseThrow(),
                assignee == null ? null : new Ticket.Assignee(assignee, row.getString("assignee_name")),
                Instant.ofEpochMilli(row.getLong("opened")),
                instant(row, "due"),
                instant(row, "solved"),
                instant(row, "closed"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
