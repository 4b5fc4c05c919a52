package org.socle.fleet.energy.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.machine.Machine;

/** SQL of the tables {@code energy_*} and {@code machine_move}, as far as it writes. Stateless; works in the caller's transaction. */
final class AccountTable implements TraceStore {
    /** The columns of sums, in the order of {@link Measure}. */
    static final List<String> MEASURES =
            Arrays.stream(Measure.values()).map(Measure::column).toList();

    static final String COLUMNS = String.join(", ", MEASURES);
    private static final String VALUES =
            MEASURES.stream().map(name -> ":" + name).collect(Collectors.joining(", "));
    private static final String SUMMED =
            MEASURES.stream().map(name -> "total(" + name + ")").collect(Collectors.joining(", "));
    private static final String CHANGED =
            MEASURES.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));

    /**
     * A machine in a place for some time.
     *
     * @param place 0 for nowhere
     * @param school the place's school; 0 for what is in none
     */
    record Stay(Instant from, Instant to, long place, long school) {}

    /** A day of a place that is to be added up. */
    record Due(long place, LocalDate day) {}

    /** A day of a machine that is kept by the quarter of an hour. */
    record Kept(Key key, byte[] trace, boolean tellsUse) {}

    @Override
    public Trace load(Handle handle, Key key, ZoneId zone) {
        LocalDate day = LocalDate.ofEpochDay(key.day());
        return handle.createQuery(
                        "SELECT trace FROM energy_day WHERE machine = :machine AND day = :day AND place = :place")
                .bind("machine", key.machine())
                .bind("day", key.day())
                .bind("place", key.place())
                .mapTo(byte[].class)
                .findOne()
                .map(kept -> Trace.of(day, zone, kept))
                .orElseGet(() -> Trace.of(day, zone));
    }

    @Override
    public void save(Handle handle, Key key, Trace trace, boolean tellsUse, Supplier<Sums> sums) {
        bind(
                        handle.createUpdate("INSERT INTO energy_day (machine, day, place, trace, tells_use, " + COLUMNS
                                + ") VALUES (:machine, :day, :place, :trace, :tells, " + VALUES
                                + ") ON CONFLICT (machine, day, place) DO UPDATE SET trace = excluded.trace,"
                                + " tells_use = excluded.tells_use, " + CHANGED),
                        sums.get())
                .bind("machine", key.machine())
                .bind("day", key.day())
                .bind("place", key.place())
                .bind("trace", trace.encode())
                .bind("tells", tellsUse)
                .execute();
        due(handle, key.place(), key.day());
    }

    private static void due(Handle handle, long place, long day) {
        handle.createUpdate("INSERT INTO energy_due (place, day) VALUES (:place, :day) ON CONFLICT DO NOTHING")
                .bind("place", place)
                .bind("day", day)
                .execute();
    }

    /** The sums of a row. */
    static Sums sums(ResultSet row) throws SQLException {
        return Sums.of(measure -> row.getDouble(measure.column()));
    }

    private static Update bind(Update update, Sums sums) {
        for (Measure measure : Measure.values()) {
            update.bind(measure.column(), sums.get(measure));
        }
        return update;
    }

    /**
     * Where a machine is.
     *
     * @param place 0 for nowhere
     * @param school the place's school; 0 for what is in none
     * @param moved when it was moved last; {@link Instant#MIN} for never
     */
    record Seat(long place, long school, Instant moved) {
        /** Where it was in a time in which it was not moved. */
        List<Stay> stay(Instant from, Instant to) {
            return List.of(new Stay(from, to, place, school));
        }
    }

    /** Where a machine is now. */
    Seat seat(Handle handle, Machine machine) {
        return handle.createQuery("SELECT coalesce(place, 0) AS place, coalesce(CASE place.kind WHEN 'room' THEN"
                        + " place.parent WHEN 'school' THEN place.id END, 0) AS school, coalesce((SELECT max(at)"
                        + " FROM machine_move WHERE machine = machine.id AND origin IS NOT NULL), 0) AS moved"
                        + " FROM machine LEFT JOIN place ON place.id = machine.place WHERE machine.id = :machine")
                .bind("machine", machine.id())
                .map((row, context) -> new Seat(
                        row.getLong("place"),
                        row.getLong("school"),
                        row.getLong("moved") == 0 ? Instant.MIN : Instant.ofEpochMilli(row.getLong("moved"))))
                .one();
    }

    /** Where a machine that was moved was, in order; before it was put anywhere it was where it was put first. */
    List<Stay> stays(Handle handle, Machine machine, Seat seat, Instant from, Instant to) {
        Map<Instant, Long> left = handle.createQuery("SELECT at, origin FROM machine_move WHERE machine = :machine"
                        + " AND at > :from AND origin IS NOT NULL ORDER BY at DESC")
                .bind("machine", machine.id())
                .bind("from", from.toEpochMilli())
                .reduceRows(new LinkedHashMap<Instant, Long>(), (moves, row) -> {
                    moves.put(
                            Instant.ofEpochMilli(row.getColumn("at", Long.class)), row.getColumn("origin", Long.class));
                    return moves;
                });
        long place = seat.place();
        List<Stay> stays = new ArrayList<>();
        Instant end = to;
        for (Map.Entry<Instant, Long> move : left.entrySet()) {
            if (move.getKey().isBefore(end)) {
                stays.add(0, new Stay(move.getKey(), end, place, school(handle, place)));
                end = move.getKey();
            }
            place = move.getValue();
        }
        stays.add(0, new Stay(from, end, place, school(handle, place)));
        return stays;
    }

    /** The school of a place; 0 for a place that is in none or no longer there. */
    long school(Handle handle, long place) {
        return handle.createQuery("SELECT CASE kind WHEN 'room' THEN parent WHEN 'school' THEN id END FROM place"
                        + " WHERE id = :place")
                .bind("place", place)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Keeps which plug a machine hangs on, and tells how many do: at least 1. */
    int sharers(Handle handle, Machine machine, String plug) {
        handle.createUpdate("INSERT INTO energy_plug (machine, plug) VALUES (:machine, :plug) ON CONFLICT (machine)"
                        + " DO UPDATE SET plug = excluded.plug WHERE plug <> excluded.plug")
                .bind("machine", machine.id())
                .bind("plug", plug)
                .execute();
        return Math.max(
                1,
                handle.createQuery("SELECT count(*) FROM energy_plug JOIN machine ON machine.id = machine"
                                + " WHERE plug = :plug AND revoked IS NULL"
                                + " AND place IS (SELECT place FROM machine WHERE id = :machine)")
                        .bind("plug", plug)
                        .bind("machine", machine.id())
                        .mapTo(Integer.class)
                        .one());
    }

    /** Days of places that are to be added up. */
    List<Due> due(Handle handle, int most) {
        return handle.createQuery("SELECT place, day FROM energy_due LIMIT :most")
                .bind("most", most)
                .map((row, context) -> new Due(row.getLong("place"), LocalDate.ofEpochDay(row.getLong("day"))))
                .list();
    }

    /** Adds up a day of a place. */
    void addUpDay(Handle handle, Due due) {
        handle.createUpdate("DELETE FROM energy_place WHERE place = :place AND day = :day AND month = 0")
                .bind("place", due.place())
                .bind("day", due.day().toEpochDay())
                .execute();
        handle.createUpdate("INSERT INTO energy_place (place, day, month, machines, " + COLUMNS
                        + ") SELECT :place, :day, 0, count(*), " + SUMMED
                        + " FROM energy_day WHERE place = :place AND day = :day HAVING count(*) > 0")
                .bind("place", due.place())
                .bind("day", due.day().toEpochDay())
                .execute();
        handle.createUpdate("DELETE FROM energy_due WHERE place = :place AND day = :day")
                .bind("place", due.place())
                .bind("day", due.day().toEpochDay())
                .execute();
    }

    /**
     * Adds up a month of a place from its days.
     *
     * @param month its first day
     */
    void addUpMonth(Handle handle, long place, LocalDate month) {
        handle.createUpdate("DELETE FROM energy_place WHERE place = :place AND day = :first AND month = 1")
                .bind("place", place)
                .bind("first", month.toEpochDay())
                .execute();
        handle.createUpdate("INSERT INTO energy_place (place, day, month, machines, " + COLUMNS
                        + ") SELECT :place, :first, 1, max(machines), " + SUMMED
                        + " FROM energy_place WHERE place = :place AND month = 0 AND day >= :first AND day < :next"
                        + " HAVING count(*) > 0")
                .bind("place", place)
                .bind("first", month.toEpochDay())
                .bind("next", month.plusMonths(1).toEpochDay())
                .execute();
    }

    /** Whether the days of a school were told apart by these rules; keeps them. */
    boolean knows(Handle handle, long school, String rules) {
        return handle.createUpdate("INSERT INTO energy_calendar (school, rules) VALUES (:school, :rules)"
                                + " ON CONFLICT (school) DO UPDATE SET rules = excluded.rules"
                                + " WHERE rules <> excluded.rules")
                        .bind("school", school)
                        .bind("rules", rules)
                        .execute()
                == 0;
    }

    /** Schools, by number. */
    List<Long> schools(Handle handle) {
        return handle.createQuery("SELECT id FROM place WHERE kind = 'school' ORDER BY id")
                .mapTo(Long.class)
                .list();
    }

    /** Places of a school: itself and its rooms. */
    List<Long> places(Handle handle, long school) {
        return handle.createQuery("SELECT id FROM place WHERE id = :school OR (parent = :school AND kind = 'room')")
                .bind("school", school)
                .mapTo(Long.class)
                .list();
    }

    /** Machines that consumed something in a place. */
    List<Long> machines(Handle handle, long place) {
        return handle.createQuery("SELECT DISTINCT machine FROM energy_day WHERE place = :place")
                .bind("place", place)
                .mapTo(Long.class)
                .list();
    }

    /** Days of a machine in a place that are kept by the quarter of an hour. */
    List<Kept> kept(Handle handle, long place, long machine) {
        return handle.createQuery("SELECT day, trace, tells_use FROM energy_day WHERE machine = :machine"
                        + " AND place = :place AND trace IS NOT NULL ORDER BY day")
                .bind("machine", machine)
                .bind("place", place)
                .map((row, context) -> new Kept(
                        new Key(machine, row.getLong("day"), place),
                        row.getBytes("trace"),
                        row.getBoolean("tells_use")))
                .list();
    }

    /**
     * Forgets the quarters of an hour of days that are too old; their sums stay.
     *
     * @return how many
     */
    int forget(Handle handle, LocalDate before, int most) {
        return handle.createUpdate("UPDATE energy_day SET trace = NULL WHERE (machine, day, place) IN"
                        + " (SELECT machine, day, place FROM energy_day WHERE trace IS NOT NULL AND day < :before"
                        + " LIMIT :most)")
                .bind("before", before.toEpochDay())
                .bind("most", most)
                .execute();
    }
}
