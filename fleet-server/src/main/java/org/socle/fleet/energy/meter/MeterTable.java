package org.socle.fleet.energy.meter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the tables {@code meter}, {@code meter_day} and {@code meter_month}. Stateless; works in the caller's transaction. */
final class MeterTable {
    /** What of a machine's day must be known for it to be held against the building: the rest would count as nothing. */
    private static final double ENOUGH = 0.8;

    /** What is known of the meter of a school. */
    record Known(
            String prm,
            int days,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {}

    Optional<Known> known(Handle handle, long school) {
        return handle.createQuery("SELECT meter.prm, count(total) AS days, min(day) AS first, max(day) AS last"
                        + " FROM meter LEFT JOIN meter_day ON meter_day.school = meter.school"
                        + " WHERE meter.school = :school GROUP BY meter.school")
                .bind("school", school)
                .map((row, context) -> new Known(
                        row.getString("prm"),
                        row.getInt("days"),
                        row.getObject("first") == null ? null : LocalDate.ofEpochDay(row.getLong("first")),
                        row.getObject("last") == null ? null : LocalDate.ofEpochDay(row.getLong("last"))))
                .findOne();
    }

    /** Another school with a meter of this number; 0 for none. */
    long otherOf(Handle handle, String prm, long school) {
        return handle.createQuery("SELECT school FROM meter WHERE prm = :prm AND school <> :school LIMIT 1")
                .bind("prm", prm)
                .bind("school", school)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    Map<LocalDate, MeterDay> days(Handle handle, long school, LocalDate first, LocalDate last) {
        return handle
                .createQuery(
                        "SELECT day, hours FROM meter_day WHERE school = :school AND day >= :first AND day <= :last")
                .bind("school", school)
                .bind("first", first.toEpochDay())
                .bind("last", last.toEpochDay())
                .map((row, context) -> MeterDay.parse(LocalDate.ofEpochDay(row.getLong("day")), row.getString("hours")))
                .list()
                .stream()
                .collect(Collectors.toMap(MeterDay::day, day -> day));
    }

    /**
     * Keeps a meter's number.
     *
     * @param prm empty leaves what is known
     */
    void keep(Handle handle, long school, String prm, Instant now) {
        handle.createUpdate(
                        "INSERT INTO meter (school, prm, imported) VALUES (:school, :prm, :now) ON CONFLICT (school)"
                                + " DO UPDATE SET prm = iif(excluded.prm = '', prm, excluded.prm), imported = excluded.imported")
                .bind("school", school)
                .bind("prm", prm)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void write(Handle handle, long school, MeterDay day) {
        handle.createUpdate("INSERT INTO meter_day (school, day, hours, total) VALUES (:school, :day, :hours, :total)"
                        + " ON CONFLICT (school, day) DO UPDATE SET hours = excluded.hours, total = excluded.total")
                .bind("school", school)
                .bind("day", day.day().toEpochDay())
                .bind("hours", day.text())
                .bind("total", day.complete() ? (Long) day.total().getAsLong() : null)
                .execute();
    }

    /** Forgets all of a school's meter; false when there is none. */
    boolean remove(Handle handle, long school) {
        for (String table : List.of("meter_day", "meter_month")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE school = :school")
                    .bind("school", school)
                    .execute();
        }
        return handle.createUpdate("DELETE FROM meter WHERE school = :school")
                        .bind("school", school)
                        .execute()
                > 0;
    }

    /** The school of a place; 0 for a place that is in none. */
    long school(Handle handle, long place) {
        return handle.createQuery("SELECT CASE kind WHEN 'room' THEN parent WHEN 'school' THEN id ELSE 0 END FROM place"
                        + " WHERE id = :place")
                .bind("place", place)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /**
     * Holds a month of a school's machines against its building, over the days that are known of both.
     *
     * @param month its first day
     */
    void addUp(Handle handle, long school, LocalDate month) {
        handle.createUpdate("DELETE FROM meter_month WHERE school = :school AND month = :first")
                .bind("school", school)
                .bind("first", month.toEpochDay())
                .execute();
        handle.createUpdate("INSERT INTO meter_month (school, month, days, building, machines, uncertainty)"
                        + " SELECT :school, :first, count(*), sum(building), sum(machines), sum(uncertainty) FROM ("
                        + " SELECT meter_day.total AS building,"
                        + " sum(used + idle + outside + asleep + off + undated) AS machines,"
                        + " sum(uncertainty) AS uncertainty FROM meter_day"
                        + " JOIN place ON place.id = :school OR (place.parent = :school AND place.kind = 'room')"
                        + " JOIN energy_place ON energy_place.place = place.id AND energy_place.month = 0"
                        + " AND energy_place.day = meter_day.day"
                        + " WHERE meter_day.school = :school AND total IS NOT NULL"
                        + " AND meter_day.day >= :first AND meter_day.day < :next GROUP BY meter_day.day"
                        + " HAVING sum(on_school + on_outside + asleep_time + off_time + undated_time)"
                        + " >= :enough * sum(time)) HAVING count(*) > 0")
                .bind("school", school)
                .bind("first", month.toEpochDay())
                .bind("next", month.plusMonths(1).toEpochDay())
                .bind("enough", ENOUGH)
                .execute();
    }

    /** Months of schools that are seen, as far as building and machines are known. */
    List<MeterMonth> months(Handle handle, Scope scope, LocalDate first, LocalDate end) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT * FROM meter_month WHERE month >= :first AND month < :end AND "
                                + ScopeSql.placed(scope, "meter_month.school")),
                        scope)
                .bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new MeterMonth(
                        row.getLong("school"),
                        LocalDate.ofEpochDay(row.getLong("month")),
                        row.getInt("days"),
                        row.getDouble("building"),
                        row.getDouble("machines"),
                        row.getDouble("uncertainty")))
                .list();
    }
}
