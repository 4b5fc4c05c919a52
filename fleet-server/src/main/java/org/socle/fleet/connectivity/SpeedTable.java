package org.socle.fleet.connectivity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the tables {@code speed_line} and {@code speed_test}. Stateless; every method works in the caller's transaction. */
public final class SpeedTable {
    /**
     * The next of a school's machines that are there, in turn by number. The plus keeps SQLite from going through all machines
     * that are there, of every school, instead of the school's own.
     */
    private static final String NEXT_MACHINE = "SELECT m.id FROM machine AS m WHERE m.place IN"
            + " (SELECT line.school UNION ALL SELECT room.id FROM place AS room WHERE room.parent = line.school)"
            + " AND +m.presence = 'online' AND m.revoked IS NULL AND m.enrolled IS NOT NULL"
            + " ORDER BY m.id <= coalesce(line.machine, 0), m.id LIMIT 1";

    static final String DUE =
            "SELECT candidate.*, machine.device FROM (SELECT line.school, line.tries, (" + NEXT_MACHINE + ") AS next,"
                    + " (SELECT max(at) FROM speed_test WHERE school = line.school) AS tested"
                    + " FROM speed_line AS line WHERE line.due <= :now ORDER BY line.due LIMIT :most) AS candidate"
                    + " LEFT JOIN machine ON machine.id = candidate.next";

    /**
     * A school whose time has come.
     *
     * @param tries machines asked since the last time it was due
     * @param machine the machine whose turn it is; null when none is there
     * @param device its id; null when none is there
     * @param tested when it was tested last; null when it never was
     */
    record Due(
            long school,
            int tries,
            @Nullable Long machine,
            @Nullable UUID device,
            @Nullable Instant tested) {}

    /** What a machine measured. */
    record Kept(Instant at, double down, double up, double ping, UUID device) {}

    /** The schools that are due, the one that has waited longest first. */
    List<Due> due(Handle handle, Instant now, int most) {
        return handle.createQuery(DUE)
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getLong("school"),
                        row.getInt("tries"),
                        row.getObject("next") == null ? null : row.getLong("next"),
                        row.getString("device") == null ? null : UUID.fromString(row.getString("device")),
                        row.getObject("tested") == null ? null : Instant.ofEpochMilli(row.getLong("tested"))))
                .list();
    }

    /** The schools that have come since the last time; their numbers only grow. */
    List<Long> newSchools(Handle handle, int most) {
        return handle.createQuery("SELECT id FROM place WHERE kind = 'school'"
                        + " AND id > (SELECT coalesce(max(school), 0) FROM speed_line) ORDER BY id LIMIT :most")
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    void addSchool(Handle handle, long school, Instant due) {
        handle.createUpdate("INSERT INTO speed_line (school, due) VALUES (:school, :due) ON CONFLICT DO NOTHING")
                .bind("school", school)
                .bind("due", due.toEpochMilli())
                .execute();
    }

    /** Puts a school off; who is asked next stays the same. */
    void postpone(Handle handle, long school, Instant due, int tries) {
        handle.createUpdate("UPDATE speed_line SET due = :due, tries = :tries WHERE school = :school")
                .bind("due", due.toEpochMilli())
                .bind("tries", tries)
                .bind("school", school)
                .execute();
    }

    /** Remembers which machine was asked. */
    void asked(Handle handle, long school, long machine) {
        handle.createUpdate("UPDATE speed_line SET machine = :machine WHERE school = :school")
                .bind("machine", machine)
                .bind("school", school)
                .execute();
    }

    /**
     * Keeps what a machine measured, for the school it is in; nothing when that was kept before, or it is in none.
     *
     * @param number of the test, by the machine's clock
     * @param down megabytes a second, likewise {@code up}
     */
    public void add(Handle handle, long machine, long number, Instant at, double down, double up, double ping) {
        handle.createUpdate("INSERT INTO speed_test (machine, number, school, at, down, up, ping)"
                        + " SELECT :machine, :number, CASE place.kind WHEN 'school' THEN place.id ELSE place.parent END,"
                        + " :at, :down, :up, :ping FROM machine JOIN place ON place.id = machine.place"
                        + " WHERE machine.id = :machine AND place.kind IN ('school', 'room') ON CONFLICT DO NOTHING")
                .bind("machine", machine)
                .bind("number", number)
                .bind("at", at.toEpochMilli())
                .bind("down", down)
                .bind("up", up)
                .bind("ping", ping)
                .execute();
    }

    /** The newest test of a school; empty when there is none that is seen. */
    Optional<Kept> newest(Handle handle, Scope scope, long school) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT t.at, t.down, t.up, t.ping, m.device FROM speed_test AS t"
                                + " JOIN machine AS m ON m.id = t.machine WHERE t.school = :school AND "
                                + ScopeSql.placed(scope, "t.school") + " ORDER BY t.at DESC LIMIT 1"),
                        scope)
                .bind("school", school)
                .map((row, context) -> new Kept(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getDouble("down"),
                        row.getDouble("up"),
                        row.getDouble("ping"),
                        UUID.fromString(row.getString("device"))))
                .findOne();
    }

    void forget(Handle handle, Instant before) {
        handle.createUpdate("DELETE FROM speed_test WHERE at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
