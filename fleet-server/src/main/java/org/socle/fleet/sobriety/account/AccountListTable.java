package org.socle.fleet.sobriety.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.scope.ScopeSql;

/** SQL that reads accounts for people, each held to what they see. Stateless. */
final class AccountListTable {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final String TOTALS = AccountTable.MEASURES.stream()
            .map(name -> "total(energy_place." + name + ") AS " + name)
            .collect(Collectors.joining(", "));

    /** Months of places; of what was nowhere only for who sees everything. */
    List<PlaceMonth> months(Handle handle, Scope scope, LocalDate first, LocalDate end) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT energy_place.*, coalesce(place.path, '') AS path,"
                                + " coalesce(place.uai, school.uai, '') AS its_uai,"
                                + " coalesce(CASE place.kind WHEN 'room' THEN school.id ELSE place.id END, 0) AS school_id,"
                                + " coalesce(CASE place.kind WHEN 'room' THEN school.name ELSE place.name END, '')"
                                + " AS school_name FROM energy_place LEFT JOIN place ON place.id = energy_place.place"
                                + " LEFT JOIN place AS school ON school.id = place.parent AND place.kind = 'room'"
                                + " WHERE month = 1 AND day >= :first AND day < :end AND "
                                + ScopeSql.placed(scope, "energy_place.place")),
                        scope)
                .bind("first", first.toEpochDay())
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

    private static List<Dated> dated(Query query, LocalDate first, LocalDate end) {
        return query.bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new Dated(
                        LocalDate.ofEpochDay(row.getLong("day")), row.getInt("machines"), AccountTable.sums(row)))
                .list();
    }
}
