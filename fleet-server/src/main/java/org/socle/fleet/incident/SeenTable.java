package org.socle.fleet.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.socle.contract.DeviceState.Presence;

/** SQL of who is there: the columns of {@code machine} about presence, and {@code school_heard}. Stateless. */
final class SeenTable {
    /** The school of a place's row. */
    static final String SCHOOL = "CASE place.kind WHEN 'room' THEN place.parent WHEN 'school' THEN place.id END";

    /**
     * When a school was last heard of, and with how many machines.
     *
     * @param online whether any of them is connected
     */
    record School(long id, Instant last, boolean online) {}

    /**
     * On which days machines were cut off in class and came back on the next day of class.
     *
     * @param machines numbers of those that are lost
     */
    Map<Long, Set<LocalDate>> cuts(Handle handle, Collection<Long> machines) {
        Map<Long, Set<LocalDate>> cuts = new HashMap<>();
        handle.createQuery(
                        "SELECT machine, day FROM machine_cut WHERE machine IN (SELECT value FROM json_each(:machines))")
                .bind("machines", machines.toString())
                .map((row, context) -> Map.entry(row.getLong("machine"), LocalDate.parse(row.getString("day"))))
                .forEach(cut -> cuts.computeIfAbsent(cut.getKey(), machine -> new HashSet<>())
                        .add(cut.getValue()));
        return cuts;
    }

    void cut(Handle handle, long machine, LocalDate day) {
        handle.createUpdate("INSERT INTO machine_cut (machine, day) VALUES (:machine, :day) ON CONFLICT DO NOTHING")
                .bind("machine", machine)
                .bind("day", day.toString())
                .execute();
    }

    /**
     * Everybody who is connected or lost, or was switched off since a moment, except those shut out and those that never said anything.
     */
    List<Seen> everybody(Handle handle, Instant offSince) {
        return handle.createQuery("SELECT machine.id, machine.type, presence, presence_at, presence_guessed,"
                        + " silent_since, coalesce(" + SCHOOL + ", 0) AS school,"
                        + " CASE place.kind WHEN 'room' THEN place.id ELSE 0 END AS room,"
                        + " EXISTS (SELECT 1 FROM incident_machine JOIN incident ON incident.id = incident"
                        + " WHERE incident_machine.machine = machine.id AND gone IS NULL"
                        + " AND cause IN ('" + Silence.GROUP + "', '" + Silence.SCHOOL + "')) AS grouped"
                        + " FROM machine LEFT JOIN place ON place.id = machine.place"
                        + " WHERE (presence IN ('online', 'lost') OR presence_at >= :off) AND revoked IS NULL"
                        + " AND last_seen > first_seen")
                .bind("off", offSince.toEpochMilli())
                .map((row, context) -> new Seen(
                        row.getLong("id"),
                        row.getLong("school"),
                        row.getLong("room"),
                        "laptop".equals(row.getString("type")),
                        Presence.of(row.getString("presence")),
                        Instant.ofEpochMilli(row.getLong("presence_at")),
                        row.getBoolean("presence_guessed"),
                        row.getBoolean("grouped"),
                        row.getLong("silent_since") != 0,
                        false))
                .list();
    }

    /** Schools with machines that said something since a moment. */
    List<School> schools(Handle handle, Instant since) {
        return handle.createQuery("SELECT " + SCHOOL + " AS school, max(last_seen) AS last,"
                        + " max(presence = 'online') AS online FROM machine JOIN place ON place.id = machine.place"
                        + " WHERE last_seen >= :since AND last_seen > first_seen AND revoked IS NULL GROUP BY 1")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new School(
                        row.getLong("school"), Instant.ofEpochMilli(row.getLong("last")), row.getBoolean("online")))
                .list();
    }

    /** The days from one on on which a school was heard of, each with its first minute. */
    Map<LocalDate, Integer> heard(Handle handle, long school, LocalDate from) {
        Map<LocalDate, Integer> days = new HashMap<>();
        handle.createQuery("SELECT day, minute FROM school_heard WHERE school = :school AND day >= :from")
                .bind("school", school)
                .bind("from", from.toString())
                .map((row, context) -> Map.entry(LocalDate.parse(row.getString("day")), row.getInt("minute")))
                .forEach(day -> days.put(day.getKey(), day.getValue()));
        return days;
    }

    /** A school's machines that said something since a moment. */
    List<Long> machines(Handle handle, long school, Instant since) {
        return handle.createQuery("SELECT machine.id FROM machine JOIN place ON place.id = machine.place WHERE "
                        + SCHOOL + " = :school AND last_seen >= :since AND last_seen > first_seen AND revoked IS NULL")
                .bind("school", school)
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .list();
    }

    /** Keeps that a school was heard of on a day; only the first time counts. */
    void hear(Handle handle, long school, LocalDate day, int minute) {
        handle.createUpdate("INSERT INTO school_heard (school, day, minute) SELECT id, :day, :minute FROM place"
                        + " WHERE id = :school ON CONFLICT DO NOTHING")
                .bind("school", school)
                .bind("day", day.toString())
                .bind("minute", minute)
                .execute();
    }

    void forgetBefore(Handle handle, LocalDate day) {
        for (String table : List.of("school_heard", "machine_cut")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE day < :day")
                    .bind("day", day.toString())
                    .execute();
        }
    }

    /** That these machines count as silent, or no longer. */
    void flag(Handle handle, Collection<Long> machines, boolean silent, Instant now) {
        PreparedBatch batch =
                handle.prepareBatch("UPDATE machine SET silent_since = :since WHERE id = :id AND presence <> 'online'");
        machines.forEach(machine -> batch.bind("id", machine)
                .bind("since", silent ? (Long) now.toEpochMilli() : null)
                .add());
        batch.execute();
    }

    /** That nothing is known of why these are lost. */
    void guess(Handle handle, Collection<Long> machines) {
        PreparedBatch batch = handle.prepareBatch(
                "UPDATE machine SET presence_guessed = 1, silent_since = NULL WHERE id = :id AND presence = 'lost'");
        machines.forEach(machine -> batch.bind("id", machine).add());
        batch.execute();
    }
}
