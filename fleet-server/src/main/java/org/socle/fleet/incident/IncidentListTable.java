package org.socle.fleet.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.machine.Status;

/** SQL that reads incidents for people, each held to what they see. Stateless. */
final class IncidentListTable {
    /** Who sees the machine or the place sees the incident. */
    private static final String WHERE_IT_IS = "coalesce(incident.place, its_machine.place)";

    private static final String FROM =
            " FROM incident LEFT JOIN machine AS its_machine ON its_machine.id = incident.machine";
    private static final String NAME = "coalesce(host_name, nullif(trim(coalesce(manufacturer, '') || ' ' ||"
            + " coalesce(model, '')), ''), substr(device, 1, 8))";

    /** What is open or taken on, by cause and school. */
    List<Heap> heaps(Handle handle, Scope scope) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT cause, severity, school, group_concat(id) AS ids, sum(machines) AS machines,"
                                        + " min(opened) AS since, min(state = 'acknowledged') AS taken, max(ticket) AS ticket, group_concat(names, '\n') AS"
                                        + " names FROM (SELECT incident.id, cause, severity, opened, state, "
                                        + SeenTable.SCHOOL + " AS school, "
                                        + "(SELECT max(number) FROM ticket WHERE ticket.incident = incident.id AND solved IS NULL"
                                        + " AND closed IS NULL) AS ticket, (SELECT count(DISTINCT machine) FROM incident_machine"
                                        + " WHERE incident = incident.id AND gone IS NULL) AS machines, (SELECT group_concat(name, '\n') FROM (SELECT "
                                        + NAME
                                        + " AS name FROM incident_machine JOIN machine AS member"
                                        + " ON member.id = incident_machine.machine WHERE incident = incident.id AND gone IS NULL"
                                        + " GROUP BY member.id ORDER BY host_name LIMIT 3)) AS names"
                                        + FROM + " LEFT JOIN place ON place.id = " + WHERE_IT_IS
                                        + " WHERE resolved IS NULL AND state <> 'suppressed' AND "
                                        + ScopeSql.placed(scope, WHERE_IT_IS)
                                        + " ORDER BY opened, incident.id) GROUP BY cause, severity, school"),
                        scope)
                .map((row, context) -> heap(row))
                .list();
    }

    private static Heap heap(ResultSet row) throws SQLException {
        String names = row.getString("names");
        return new Heap(
                row.getString("cause"),
                Status.of(row.getString("severity")).orElseThrow(),
                number(row, "school"),
                Stream.of(row.getString("ids").split(",", -1))
                        .map(Long::valueOf)
                        .sorted()
                        .toList(),
                row.getInt("machines"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getBoolean("taken"),
                names == null ? List.of() : Arrays.asList(names.split("\n", -1)),
                number(row, "ticket"));
    }

    /** How many are out of sight. */
    int suppressed(Handle handle, Scope scope) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT count(*)" + FROM
                                + " WHERE resolved IS NULL AND state = 'suppressed' AND "
                                + ScopeSql.placed(scope, WHERE_IT_IS)),
                        scope)
                .mapTo(Integer.class)
                .one();
    }

    Optional<Incident> find(Handle handle, Scope scope, long id) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT incident.*" + FROM + " WHERE incident.id = :id AND "
                                + ScopeSql.placed(scope, WHERE_IT_IS)),
                        scope)
                .bind("id", id)
                .map((row, context) -> IncidentTable.incident(row))
                .findOne();
    }

    /** Where an incident is now: null for nowhere. */
    @Nullable
    Long place(Handle handle, long incident) {
        return handle.createQuery("SELECT " + WHERE_IT_IS + " AS location" + FROM + " WHERE incident.id = :id")
                .bind("id", incident)
                .map((row, context) -> Optional.ofNullable(number(row, "location")))
                .one()
                .orElse(null);
    }

    /** Incidents below a number, newest first. */
    List<Listed> list(Handle handle, Scope scope, IncidentFilter filter, long before, int size) {
        return listed(bind(
                        handle.createQuery(select() + where(scope, filter)
                                + " AND incident.id < :before ORDER BY incident.id DESC LIMIT :size"),
                        scope,
                        filter)
                .bind("before", before)
                .bind("size", size));
    }

    /** A page of incidents: those that are down first, then the newest. */
    List<Listed> page(Handle handle, Scope scope, IncidentFilter filter, int page, int size) {
        return listed(bind(
                        handle.createQuery(
                                select() + where(scope, filter)
                                        + " ORDER BY resolved IS NOT NULL, severity, incident.id DESC LIMIT :size OFFSET :offset"),
                        scope,
                        filter)
                .bind("size", size)
                .bind("offset", (long) (page - 1) * size));
    }

    int count(Handle handle, Scope scope, IncidentFilter filter) {
        return bind(handle.createQuery("SELECT count(*)" + FROM + where(scope, filter)), scope, filter)
                .mapTo(Integer.class)
                .one();
    }

    private static String select() {
        return "SELECT incident.*, " + WHERE_IT_IS
                + " AS location, (SELECT count(DISTINCT machine) FROM incident_machine"
                + " WHERE incident = incident.id) AS machines,"
                + " CASE WHEN incident.machine IS NULL THEN '' ELSE " + NAME + " END AS name,"
                + " coalesce((SELECT account.name FROM account WHERE account.id = owner), '') AS owner_name" + FROM;
    }

    private static String where(Scope scope, IncidentFilter filter) {
        String state =
                filter.state() != null ? " AND state = :state" : filter.everything() ? "" : " AND resolved IS NULL";
        return " WHERE " + ScopeSql.placed(scope, WHERE_IT_IS) + state
                + (filter.cause().isEmpty() ? "" : " AND cause = :cause")
                + (filter.machine() == null
                        ? ""
                        : " AND incident.id IN (SELECT incident FROM incident_machine"
                                + " WHERE incident_machine.machine = :machine)");
    }

    private static Query bind(Query query, Scope scope, IncidentFilter filter) {
        ScopeSql.bind(query, scope);
        State state = filter.state();
        if (state != null) {
            query.bind("state", state.word());
        }
        Long machine = filter.machine();
        if (machine != null) {
            query.bind("machine", machine);
        }
        return filter.cause().isEmpty() ? query : query.bind("cause", filter.cause());
    }

    private static List<Listed> listed(Query query) {
        return query.map((row, context) -> new Listed(
                        IncidentTable.incident(row),
                        number(row, "location"),
                        row.getInt("machines"),
                        row.getString("name"),
                        row.getString("owner_name")))
                .list();
    }

    /** Machines of an incident: those that still have it first. */
    List<Member> members(Handle handle, Scope scope, long incident, int skip, int most) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT member.id, device, " + NAME
                                + " AS name, instance, since, gone, part FROM incident_machine JOIN machine AS member"
                                + " ON member.id = incident_machine.machine WHERE incident = :incident AND "
                                + ScopeSql.placed(scope, "member.place")
                                // What came back is one line: of each, the last time.
                                + " AND since = (SELECT max(again.since) FROM incident_machine AS again WHERE"
                                + " again.incident = incident_machine.incident AND again.machine = incident_machine.machine"
                                + " AND again.instance = incident_machine.instance)"
                                + " ORDER BY gone IS NOT NULL, host_name, member.id, since LIMIT :most OFFSET :skip"),
                        scope)
                .bind("incident", incident)
                .bind("most", most)
                .bind("skip", skip)
                .map((row, context) -> new Member(
                        row.getLong("id"),
                        UUID.fromString(row.getString("device")),
                        row.getString("name"),
                        row.getInt("instance"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        number(row, "gone") == null ? null : Instant.ofEpochMilli(row.getLong("gone")),
                        row.getString("part")))
                .list();
    }

    /** What happened, newest first. */
    List<LogLine> log(Handle handle, long incident, int most) {
        return handle.createQuery(
                        "SELECT id, at, what, detail, redacted, coalesce((SELECT name FROM account WHERE id = account), '')"
                                + " AS who FROM incident_log WHERE incident = :incident ORDER BY id DESC LIMIT :most")
                .bind("incident", incident)
                .bind("most", most)
                .map((row, context) -> new LogLine(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Event.of(row.getString("what")),
                        row.getString("who"),
                        row.getString("detail"),
                        number(row, "redacted") != null))
                .list();
    }

    /** Models of parts that failed on several machines of several schools since a moment, the most frequent first. */
    List<Pattern> patterns(Handle handle, Scope scope, Instant since, int machines, int schools) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT part, count(DISTINCT member.id) AS machines, count(DISTINCT "
                                + SeenTable.SCHOOL + ") AS schools FROM incident_machine JOIN machine AS member"
                                + " ON member.id = incident_machine.machine LEFT JOIN place ON place.id = member.place"
                                + " WHERE part <> '' AND since >= :since AND "
                                + ScopeSql.placed(scope, "member.place")
                                + " GROUP BY part HAVING machines >= :machines AND schools >= :schools"
                                + " ORDER BY machines DESC, part"),
                        scope)
                .bind("since", since.toEpochMilli())
                .bind("machines", machines)
                .bind("schools", schools)
                .map((row, context) ->
                        new Pattern(row.getString("part"), row.getInt("machines"), row.getInt("schools")))
                .list();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }
}
