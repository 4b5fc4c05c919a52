package org.socle.fleet.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Status;

/** SQL by which the data open and close incidents. Stateless; every method works in the caller's transaction. */
final class IncidentTable {
    private static final String COLUMNS =
            "id, cause, severity, machine, place, state, opened, changed, until, owner, resolved";
    private static final String SILENT = list(Silence.CAUSES);
    private static final String RECORDED = list(RecordedTable.CAUSES);

    /** A machine and what it had, for those that have it no longer. */
    record Member(long incident, long machine, int instance) {}

    /** What the rules found that belongs to no incident yet. */
    List<Newcomer> newFindings(Handle handle) {
        return handle.createQuery("SELECT finding.machine, rule, instance, severity, since, reported_at, presence_at,"
                        + " machine.place, coalesce("
                        + SeenTable.SCHOOL
                        + ", 0) AS school FROM finding JOIN machine ON machine.id = finding.machine"
                        + " LEFT JOIN place ON place.id = machine.place WHERE revoked IS NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM incident_machine JOIN incident ON incident.id = incident_machine.incident"
                        + " WHERE incident_machine.machine = finding.machine"
                        + " AND incident_machine.instance = finding.instance AND gone IS NULL AND cause = rule)"
                        + " ORDER BY since, finding.machine, rule, instance")
                .map((row, context) -> new Newcomer(
                        row.getLong("machine"),
                        row.getLong("school"),
                        row.getObject("place") == null ? null : row.getLong("place"),
                        row.getString("rule"),
                        row.getInt("instance"),
                        Status.of(row.getString("severity")).orElseThrow(),
                        Instant.ofEpochMilli(row.getLong("since")),
                        Instant.ofEpochMilli(row.getLong("presence_at")),
                        Instant.ofEpochMilli(row.getLong("reported_at"))))
                .list();
    }

    /** Members whose findings are gone, or whose machine was shut out. */
    List<Member> withoutFinding(Handle handle) {
        return members(
                handle,
                "cause NOT IN " + SILENT + " AND cause NOT IN " + RECORDED
                        + " AND NOT EXISTS (SELECT 1 FROM finding JOIN machine"
                        + " ON machine.id = finding.machine WHERE finding.machine = incident_machine.machine"
                        + " AND rule = cause AND finding.instance = incident_machine.instance AND revoked IS NULL)");
    }

    /** Trouble of a machine that the server itself keeps. */
    record Kept(String cause, long machine) {}

    /** Members of incidents about what the server itself keeps. */
    Map<Kept, Member> recorded(Handle handle) {
        Map<Kept, Member> members = new HashMap<>();
        handle.createQuery(
                        "SELECT incident, incident_machine.machine, instance, cause FROM incident_machine JOIN incident"
                                + " ON incident.id = incident WHERE gone IS NULL AND cause IN " + RECORDED)
                .map((row, context) -> Map.entry(
                        new Kept(row.getString("cause"), row.getLong("machine")),
                        new Member(row.getLong("incident"), row.getLong("machine"), row.getInt("instance"))))
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    private static String list(Set<String> causes) {
        return causes.stream().sorted().map(cause -> "'" + cause + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** Members of a place's incident whose machine stands elsewhere now, or whose place is gone. */
    List<Member> moved(Handle handle) {
        return members(
                handle,
                "cause NOT IN " + SILENT + " AND incident.machine IS NULL AND incident.place IS NOT (SELECT "
                        + SeenTable.SCHOOL + " FROM machine JOIN place ON place.id = machine.place"
                        + " WHERE machine.id = incident_machine.machine)");
    }

    /** Members that were silent and are there again, switched off since, or shut out. */
    List<Member> heardAgain(Handle handle) {
        return members(
                handle,
                "cause IN " + SILENT + " AND EXISTS (SELECT 1 FROM machine WHERE machine.id = incident_machine.machine"
                        + " AND (presence <> 'lost' OR revoked IS NOT NULL) AND"
                        // A machine that was off when its school fell silent has to come back to count as back.
                        + " (presence = 'online' OR revoked IS NOT NULL OR presence_at > incident_machine.since))");
    }

    /** A machine's place in incidents of a cause that are not over. */
    List<Member> members(Handle handle, String cause, long machine) {
        return handle.createQuery(
                        "SELECT incident, incident_machine.machine, instance FROM incident_machine JOIN incident"
                                + " ON incident.id = incident WHERE incident_machine.machine = :machine AND gone IS NULL"
                                + " AND cause = :cause")
                .bind("machine", machine)
                .bind("cause", cause)
                .map((row, context) ->
                        new Member(row.getLong("incident"), row.getLong("machine"), row.getInt("instance")))
                .list();
    }

    private static List<Member> members(Handle handle, String condition) {
        return handle.createQuery(
                        "SELECT incident, incident_machine.machine, instance FROM incident_machine JOIN incident"
                                + " ON incident.id = incident WHERE gone IS NULL AND " + condition)
                .map((row, context) ->
                        new Member(row.getLong("incident"), row.getLong("machine"), row.getInt("instance")))
                .list();
    }

    /** That a machine no longer has it. */
    void leave(Handle handle, Member member, Instant now) {
        handle.createUpdate("UPDATE incident_machine SET gone = :now WHERE incident = :incident AND machine = :machine"
                        + " AND instance = :instance AND gone IS NULL")
                .bind("now", now.toEpochMilli())
                .bind("incident", member.incident())
                .bind("machine", member.machine())
                .bind("instance", member.instance())
                .execute();
    }

    /** Incidents that nothing has shown since a moment. */
    List<Long> calm(Handle handle, Instant since) {
        return handle.createQuery("SELECT id FROM incident WHERE resolved IS NULL AND NOT EXISTS (SELECT 1"
                        + " FROM incident_machine WHERE incident = id AND (gone IS NULL OR gone > :since))")
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .list();
    }

    /** Places that fell silent and of which enough is back since a moment: any machine of a school, half of the others. */
    List<Long> back(Handle handle, Instant since) {
        return handle.createQuery("SELECT id FROM incident WHERE resolved IS NULL AND cause IN ('" + Silence.GROUP
                        + "', '" + Silence.SCHOOL + "') AND (SELECT sum(gone <= :since) * CASE cause WHEN '"
                        + Silence.SCHOOL + "' THEN count(*) ELSE 2 END >= count(*) AND sum(gone <= :since) > 0"
                        // Not those of an outage before this one.
                        + " FROM incident_machine WHERE incident = id AND (gone IS NULL OR gone > begun))")
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .list();
    }

    /** Machines that are still lost of an incident. */
    List<Long> present(Handle handle, long incident) {
        return handle.createQuery("SELECT machine FROM incident_machine WHERE incident = :incident AND gone IS NULL")
                .bind("incident", incident)
                .mapTo(Long.class)
                .list();
    }

    /** The incident that is not over of a machine, or of a place. */
    Optional<Incident> unresolved(Handle handle, String cause, @Nullable Long machine, @Nullable Long place) {
        return one(handle, cause, machine, place, "resolved IS NULL", 0);
    }

    /** Whether a place has an incident that is not over, or had one that began since a moment. */
    boolean known(Handle handle, String cause, long place, Instant since) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM incident WHERE cause = :cause AND place = :place"
                        + " AND (resolved IS NULL OR opened >= :since))")
                .bind("cause", cause)
                .bind("place", place)
                .bind("since", since.toEpochMilli())
                .mapTo(Boolean.class)
                .one();
    }

    /** The newest one that the data ended since a moment. */
    Optional<Incident> endedSince(
            Handle handle, String cause, @Nullable Long machine, @Nullable Long place, Instant since) {
        return one(handle, cause, machine, place, "ended_by = 'data' AND resolved >= :since", since.toEpochMilli());
    }

    private static Optional<Incident> one(
            Handle handle, String cause, @Nullable Long machine, @Nullable Long place, String condition, long since) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM incident WHERE cause = :cause AND machine IS :machine"
                        + " AND place IS :place AND :since >= 0 AND " + condition + " ORDER BY id DESC LIMIT 1")
                .bind("cause", cause)
                .bind("machine", machine)
                .bind("place", place)
                .bind("since", since)
                .map((row, context) -> incident(row))
                .findOne();
    }

    /** A new incident; answers its number. */
    long open(Handle handle, String cause, Status severity, @Nullable Long machine, @Nullable Long place, Instant now) {
        long id = handle.createUpdate("INSERT INTO incident (cause, severity, machine, place, state, opened, begun,"
                        + " changed) VALUES (:cause, :severity, :machine, :place, 'open', :now, :now, :now)")
                .bind("cause", cause)
                .bind("severity", severity.word())
                .bind("machine", machine)
                .bind("place", place)
                .bind("now", now.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return id;
    }

    /** Adds a machine, from when on it has it. */
    void join(Handle handle, long incident, long machine, int instance, String part, Instant since) {
        handle.createUpdate("INSERT INTO incident_machine (incident, machine, instance, since, part)"
                        + " VALUES (:incident, :machine, :instance, :since, :part) ON CONFLICT DO NOTHING")
                .bind("incident", incident)
                .bind("machine", machine)
                .bind("instance", instance)
                .bind("since", since.toEpochMilli())
                .bind("part", part)
                .execute();
    }

    /** Another state; the fields that belong to other states are emptied. */
    void state(Handle handle, long incident, State state, @Nullable Instant until, @Nullable Long owner, Instant now) {
        handle.createUpdate("UPDATE incident SET state = :state, changed = :now, until = :until,"
                        + " owner = coalesce(:owner, owner), resolved = NULL, ended_by = NULL WHERE id = :id")
                .bind("state", state.word())
                .bind("now", now.toEpochMilli())
                .bind("until", until == null ? null : (Long) until.toEpochMilli())
                .bind("owner", owner)
                .bind("id", incident)
                .execute();
    }

    /** Open again, and nobody's. */
    void release(Handle handle, long incident, Instant now) {
        handle.createUpdate(
                        "UPDATE incident SET state = :state, changed = :now, until = NULL, owner = NULL WHERE id = :id")
                .bind("state", State.OPEN.word())
                .bind("now", now.toEpochMilli())
                .bind("id", incident)
                .execute();
    }

    /** The data show it again: it is what it was before, suppressed, taken on or open. */
    void reopen(Handle handle, long incident, Instant now) {
        handle.createUpdate("UPDATE incident SET state = CASE WHEN until > :now THEN 'suppressed'"
                        + " WHEN owner IS NOT NULL THEN 'acknowledged' ELSE 'open' END,"
                        + " begun = :now, changed = :now, resolved = NULL, ended_by = NULL WHERE id = :id")
                .bind("now", now.toEpochMilli())
                .bind("id", incident)
                .execute();
    }

    /** The end; until when it was to be out of sight is kept, for it may come back before. */
    void resolve(Handle handle, long incident, String endedBy, Instant now) {
        handle.createUpdate("UPDATE incident SET state = 'resolved', changed = :now, resolved = :now,"
                        + " ended_by = :by WHERE id = :id")
                .bind("now", now.toEpochMilli())
                .bind("by", endedBy)
                .bind("id", incident)
                .execute();
    }

    /** Incidents whose rest is over. */
    List<Long> rested(Handle handle, Instant now) {
        return handle.createQuery(
                        "SELECT id FROM incident WHERE resolved IS NULL AND state = 'suppressed' AND until <= :now")
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .list();
    }

    /** Incidents that were worth a look and have become worse. */
    List<Long> worse(Handle handle) {
        return handle.createQuery(
                        "SELECT DISTINCT incident.id FROM incident JOIN incident_machine ON incident = incident.id"
                                + " JOIN finding ON finding.machine = incident_machine.machine AND rule = cause"
                                + " AND finding.instance = incident_machine.instance"
                                + " WHERE resolved IS NULL AND incident.severity = 'watch' AND gone IS NULL"
                                + " AND finding.severity = 'down'")
                .mapTo(Long.class)
                .list();
    }

    void severity(Handle handle, long incident, Status severity) {
        handle.createUpdate("UPDATE incident SET severity = :severity WHERE id = :id")
                .bind("severity", severity.word())
                .bind("id", incident)
                .execute();
    }

    /**
     * One line of an incident's history.
     *
     * @param account who did it; null for the data
     */
    void log(Handle handle, long incident, Event event, @Nullable Long account, String detail, Instant now) {
        handle.createUpdate("INSERT INTO incident_log (incident, at, what, account, detail)"
                        + " VALUES (:incident, :at, :what, :account, :detail)")
                .bind("incident", incident)
                .bind("at", now.toEpochMilli())
                .bind("what", event.word())
                .bind("account", account)
                .bind("detail", detail)
                .execute();
    }

    /** Takes a text out that a person wrote; false when the line has none. */
    boolean redact(Handle handle, long incident, long line, Instant now) {
        handle.execute("PRAGMA secure_delete = ON");
        try {
            return handle.createUpdate("UPDATE incident_log SET detail = '', redacted = :now WHERE id = :line"
                                    + " AND incident = :incident AND what IN ('note', 'closed') AND detail <> ''")
                            .bind("now", now.toEpochMilli())
                            .bind("line", line)
                            .bind("incident", incident)
                            .execute()
                    == 1;
        } finally {
            handle.execute("PRAGMA secure_delete = OFF");
        }
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getLong("id"),
                row.getString("cause"),
                Status.of(row.getString("severity")).orElseThrow(),
                number(row, "machine"),
                number(row, "place"),
                State.of(row.getString("state")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("opened")),
                Instant.ofEpochMilli(row.getLong("changed")),
                instant(row, "until"),
                number(row, "owner"),
                instant(row, "resolved"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
