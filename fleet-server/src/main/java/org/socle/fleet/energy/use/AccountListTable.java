package org.socle.fleet.energy.use;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL that reads accounts for people, each held to what they see. Stateless. */
final class AccountListTable {
    private static final String KEPT =
            "SELECT coalesce(CASE place.kind WHEN 'room' THEN place.parent ELSE place.id END, 0)"
                    + " AS school, trace, tells_use FROM energy_day LEFT JOIN place ON place.id = energy_day.place";

    /** The first day of a day's month, as days since 1970. */
    private static final String MONTH =
            "CAST(unixepoch(date(energy_day.day * 86400, 'unixepoch', 'start of month')) / 86400 AS INTEGER)";

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final String TOTALS = AccountTable.MEASURES.stream()
            .map(name -> "total(energy_place." + name + ") AS " + name)
            .collect(Collectors.joining(", "));

    private static final String OF_MACHINE = AccountTable.MEASURES.stream()
            .map(name -> "total(energy_day." + name + ") AS " + name)
            .collect(Collectors.joining(", "));

    /** What is told of a place with each row: which school it is or is in. */
    private static final String WHERE_ITS = "coalesce(place.path, '') AS path,"
            + " coalesce(place.uai, school.uai, '') AS its_uai,"
            + " coalesce(CASE place.kind WHEN 'room' THEN school.id ELSE place.id END, 0) AS school_id,"
            + " coalesce(CASE place.kind WHEN 'room' THEN school.name ELSE place.name END, '') AS school_name";

    /**
     * A day of a machine in a place.
     *
     * @param school number of the place's school; 0 for none
     * @param trace by the quarter of an hour; null when that is no longer kept
     */
    record Kept(long school, byte @Nullable [] trace, boolean tellsUse) {}

    private static String joined(String column) {
        return " LEFT JOIN place ON place.id = " + column
                + " LEFT JOIN place AS school ON school.id = place.parent AND place.kind = 'room'";
    }

    /**
     * Months of places; of what was nowhere only for who sees everything.
     *
     * @param months whether of whole months; otherwise of days
     */
    List<PlaceMonth> months(Handle handle, Scope scope, LocalDate first, LocalDate end, boolean months) {
        return placeMonths(
                ScopeSql.bind(
                                handle.createQuery("SELECT energy_place.*, " + WHERE_ITS + " FROM energy_place"
                                        + joined("energy_place.place")
                                        + " WHERE month = :months AND day >= :first AND day < :end AND "
                                        + ScopeSql.placed(scope, "energy_place.place")),
                                scope)
                        .bind("months", months),
                first,
                end);
    }

    /** Months of one machine by the places it was in, as far as they are seen; only the first place of a month counts it. */
    List<PlaceMonth> monthsOf(
            Handle handle, Scope scope, long machine, LocalDate first, LocalDate end, boolean months) {
        return placeMonths(
                ScopeSql.bind(
                                handle.createQuery("SELECT energy_day.place, " + (months ? MONTH : "energy_day.day")
                                        + " AS day, row_number() OVER (PARTITION BY "
                                        + (months ? MONTH : "energy_day.day")
                                        + " ORDER BY energy_day.place) = 1 AS machines, " + OF_MACHINE + ", "
                                        + WHERE_ITS
                                        + " FROM energy_day" + joined("energy_day.place")
                                        + " WHERE machine = :machine AND energy_day.day >= :first"
                                        + " AND energy_day.day < :end AND "
                                        + ScopeSql.placed(scope, "energy_day.place")
                                        + " GROUP BY energy_day.place, 2"),
                                scope)
                        .bind("machine", machine),
                first,
                end);
    }

    private static List<PlaceMonth> placeMonths(Query query, LocalDate first, LocalDate end) {
        return query.bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new PlaceMonth(
                        row.getLong("place"),
                        row.getString("path"),
                        row.getLong("school_id"),
                        row.getString("school_name"),
                        row.getString("its_uai"),
                        LocalDate.ofEpochDay(row.getLong("day")),
                        row.getInt("machines"),
                        AccountTable.sums(row)))
                .list();
    }

    /** Where machines were moved away from, school by school; by the clock of Paris. */
    List<Left> left(Handle handle, Scope scope, LocalDate first, LocalDate end) {
        Map<Left, Integer> times = new LinkedHashMap<>();
        ScopeSql.bind(
                        handle.createQuery("SELECT at, CASE place.kind WHEN 'room' THEN place.parent ELSE place.id END"
                                + " AS school FROM machine_move JOIN place ON place.id = machine_move.origin"
                                + " WHERE at >= :from AND at < :to AND "
                                + ScopeSql.placed(scope, "machine_move.origin")),
                        scope)
                .bind("from", first.atStartOfDay(ZONE).toInstant().toEpochMilli())
                .bind("to", end.atStartOfDay(ZONE).toInstant().toEpochMilli())
                .map((row, context) -> new Left(
                        row.getLong("school"),
                        LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong("at")), ZONE)
                                .withDayOfMonth(1),
                        1))
                .forEach(left -> times.merge(left, 1, Integer::sum));
        return times.entrySet().stream()
                .map(each -> new Left(each.getKey().school(), each.getKey().month(), each.getValue()))
                .toList();
    }

    /** Days, over all places that are seen, in order; those of which nothing is known are missing. */
    List<Dated> days(Handle handle, Scope scope, LocalDate first, LocalDate end) {
        return dated(
                ScopeSql.bind(
                        handle.createQuery("SELECT day, sum(machines) AS machines, " + TOTALS
                                + " FROM energy_place WHERE month = 0 AND day >= :first AND day < :end AND "
                                + ScopeSql.placed(scope, "energy_place.place") + " GROUP BY day ORDER BY day"),
                        scope),
                first,
                end);
    }

    /** Days of one machine, over all places that are seen, in order. */
    List<Dated> daysOf(Handle handle, Scope scope, long machine, LocalDate first, LocalDate end) {
        return dated(
                ScopeSql.bind(
                                handle.createQuery("SELECT day, 1 AS machines, " + OF_MACHINE
                                        + " FROM energy_day WHERE machine = :machine AND day >= :first AND day < :end AND "
                                        + ScopeSql.placed(scope, "energy_day.place") + " GROUP BY day ORDER BY day"),
                                scope)
                        .bind("machine", machine),
                first,
                end);
    }

    /** A day of all machines of a few places, such as those of a school; by way of the index over places. */
    List<Kept> kept(Handle handle, Scope scope, LocalDate day) {
        return kept(
                ScopeSql.bind(
                        handle.createQuery(
                                KEPT + " WHERE day = :day AND " + ScopeSql.placed(scope, "energy_day.place")),
                        scope),
                day);
    }

    /** A day of one machine. */
    List<Kept> keptOf(Handle handle, Scope scope, long machine, LocalDate day) {
        return kept(
                ScopeSql.bind(
                                handle.createQuery(KEPT + " WHERE machine = :machine AND day = :day AND "
                                        + ScopeSql.placed(scope, "energy_day.place")),
                                scope)
                        .bind("machine", machine),
                day);
    }

    private static List<Kept> kept(Query query, LocalDate day) {
        return query.bind("day", day.toEpochDay())
                .map((row, context) ->
                        new Kept(row.getLong("school"), row.getBytes("trace"), row.getBoolean("tells_use")))
                .list();
    }

    private static List<Dated> dated(Query query, LocalDate first, LocalDate end) {
        return query.bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new Dated(
                        LocalDate.ofEpochDay(row.getLong("day")), row.getInt("machines"), AccountTable.sums(row)))
                .list();
    }
}
