package org.socle.fleet.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQL of figures. It reads what happened between two moments by indexes on time, of all schools: {@link Figures} keeps the sums
 * and shows each viewer his own. Stateless; every method works in the caller's transaction.
 */
final class FigureTable {
    private static final String SCHOOL =
            "(SELECT CASE kind WHEN 'room' THEN parent WHEN 'school' THEN id END FROM place WHERE id = %s)";
    private static final String MODEL =
            "trim(coalesce(machine.manufacturer, '') || ' ' || coalesce(machine.model, ''))";

    /** A school. */
    record School(long id, String path, String name, String uai) {}

    /** A machine with the time it has been known, in milliseconds. */
    record Known(
            long id,
            UUID device,
            @Nullable Long school,
            String name,
            String model,
            Instant since,
            @Nullable Instant until) {}

    /** A machine that did not work; it still is when there is no end. */
    record Down(long machine, Instant since, @Nullable Instant gone) {}

    /** A ticket that was solved. */
    record Solved(@Nullable Long school, Instant opened, Instant solved) {}

    /** An intervention; money in cents. */
    record Done(
            @Nullable Long school,
            @Nullable Long machine,
            Instant at,
            int minutes,
            int travel,
            long parts,
            long other) {}

    List<School> schools(Handle handle) {
        return handle.createQuery("SELECT id, path, name, coalesce(uai, '') AS uai FROM place WHERE kind = 'school'")
                .map((row, context) -> new School(
                        row.getLong("id"), row.getString("path"), row.getString("name"), row.getString("uai")))
                .list();
    }

    List<Known> machines(Handle handle) {
        return handle.createQuery("SELECT machine.id, machine.device, machine.first_seen, machine.revoked, "
                        + SCHOOL.formatted("machine.place") + " AS school, "
                        + "coalesce(machine.host_name, substr(machine.device, 1, 8)) AS name, " + MODEL
                        + " AS model FROM machine")
                .map((row, context) -> {
                    long revoked = row.getLong("revoked");
                    Instant until = row.wasNull() ? null : Instant.ofEpochMilli(revoked);
                    return new Known(
                            row.getLong("id"),
                            UUID.fromString(row.getString("device")),
                            number(row.getLong("school"), row.wasNull()),
                            row.getString("name"),
                            row.getString("model"),
                            Instant.ofEpochMilli(row.getLong("first_seen")),
                            until);
                })
                .list();
    }

    /**
     * What kept machines from working. Not all that is severe does: a machine whose disk is about to fail, whose memory has errors
     * or which is too hot still serves its class, until it goes silent. A read-only volume does not: nothing can be saved on it.
     */
    static final Set<String> UNUSABLE = Set.of("silent", "group_silent", "school_silent", "filesystem_read_only");

    List<Down> down(Handle handle, Instant from, Instant to) {
        // Two indexes of incidents: those still open, and those by their end. One ends when its last machine is well.
        return handle.createQuery("SELECT incident_machine.machine, incident_machine.since,"
                        // What somebody closed counts until then, whatever the data show.
                        + " coalesce(incident_machine.gone, i.resolved) AS gone"
                        + " FROM (SELECT id, cause, resolved FROM incident WHERE resolved IS NULL"
                        + " UNION ALL SELECT id, cause, resolved FROM incident WHERE resolved > :from) AS i"
                        + " JOIN incident_machine ON incident_machine.incident = i.id"
                        + " WHERE i.cause IN (<causes>)"
                        + " AND incident_machine.since < :to"
                        + " AND (incident_machine.gone IS NULL OR incident_machine.gone > :from)")
                .bindList("causes", UNUSABLE.stream().sorted().toList())
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> {
                    long gone = row.getLong("gone");
                    Instant end = row.wasNull() ? null : Instant.ofEpochMilli(gone);
                    return new Down(row.getLong("machine"), Instant.ofEpochMilli(row.getLong("since")), end);
                })
                .list();
    }

    List<Solved> solved(Handle handle, Instant from, Instant to) {
        return handle.createQuery("SELECT opened, solved, " + SCHOOL.formatted("ticket.place")
                        + " AS school FROM ticket WHERE solved >= :from AND solved < :to")
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> new Solved(
                        number(row.getLong("school"), row.wasNull()),
                        Instant.ofEpochMilli(row.getLong("opened")),
                        Instant.ofEpochMilli(row.getLong("solved"))))
                .list();
    }

    List<Done> done(Handle handle, Instant from, Instant to) {
        return handle.createQuery("SELECT intervention.at, intervention.minutes, intervention.travel,"
                        + " intervention.cost, ticket.machine, " + SCHOOL.formatted("ticket.place") + " AS school,"
                        + " (SELECT coalesce(sum(quantity * unit_cost), 0) FROM intervention_part"
                        + " WHERE intervention = intervention.id) AS parts FROM intervention"
                        + " JOIN ticket ON ticket.number = intervention.ticket"
                        + " WHERE intervention.at >= :from AND intervention.at < :to"
                        + " AND intervention.withdrawn IS NULL")
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> {
                    Long machine = number(row.getLong("machine"), row.wasNull());
                    return new Done(
                            number(row.getLong("school"), row.wasNull()),
                            machine,
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getInt("minutes"),
                            row.getInt("travel"),
                            row.getLong("parts"),
                            row.getLong("cost"));
                })
                .list();
    }

    private static @Nullable Long number(long number, boolean none) {
        return none ? null : (Long) number;
    }
}
