package org.socle.fleet.energy.waste;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.energy.use.Sums;

/** SQL of the table {@code waste}, and of what it is found by. Stateless; works in the caller's transaction. */
final class WasteTable {
    private static final String NAME = "coalesce(host_name, nullif(trim(coalesce(manufacturer, '') || ' ' ||"
            + " coalesce(model, '')), ''), substr(device, 1, 8))";
    private static final String FOUND =
            "SELECT device, " + NAME + " AS name, machine.place, kind, yearly, off, measure,"
                    + " carbon_low, carbon_high, since FROM waste JOIN machine ON machine.id = waste.machine WHERE ";
    private static final String TOTALS = Arrays.stream(Sums.Measure.values())
            .map(measure -> "total(energy_day." + measure.column() + ") AS " + measure.column())
            .collect(Collectors.joining(", "));

    /**
     * What a machine did in some days.
     *
     * @param place where it is; null for nowhere
     * @param path of that place; empty for nowhere
     * @param school number of its school; 0 for none
     * @param uai code of that; empty for none
     * @param days of which something is known: bit 0 is the first that was asked for
     * @param wholeDays on which it was hardly off
     */
    record Row(
            long machine,
            @Nullable Long place,
            String path,
            long school,
            String uai,
            String type,
            Sums sums,
            long days,
            int wholeDays,
            OptionalDouble idleWatts) {}

    /**
     * Machines above a number, in order of their numbers, and what they did in some days.
     *
     * @param from the first day
     * @param days how many, at most 60
     */
    List<Row> machines(Handle handle, long after, LocalDate from, int days, double wholeDay, int most) {
        return handle.createQuery("SELECT machine.id, machine.place, coalesce(place.path, '') AS path,"
                        + " coalesce(CASE place.kind WHEN 'room' THEN place.parent WHEN 'school' THEN place.id END, 0)"
                        + " AS school, coalesce(school.uai, '') AS uai, coalesce(machine.type, '') AS type, sum(DISTINCT 1 << (day - :from)) AS days,"
                        + " total(on_school + on_outside >= :whole) AS whole_days, "
                        + TOTALS
                        + ", (SELECT idle FROM power_model WHERE machine = machine.id) AS idle_watts"
                        + " FROM machine JOIN energy_day ON energy_day.machine = machine.id AND day >= :from AND day < :end"
                        + " LEFT JOIN place ON place.id = machine.place"
                        + " LEFT JOIN place AS school ON school.id ="
                        + " CASE place.kind WHEN 'room' THEN place.parent WHEN 'school' THEN place.id END"
                        + " WHERE machine.id > :after AND machine.revoked IS NULL"
                        + " GROUP BY machine.id ORDER BY machine.id LIMIT :most")
                .bind("after", after)
                .bind("from", from.toEpochDay())
                .bind("end", from.plusDays(days).toEpochDay())
                .bind("whole", wholeDay)
                .bind("most", most)
                .map((row, context) -> {
                    long place = row.getLong("place");
                    Long placed = row.wasNull() ? null : (Long) place;
                    double idle = row.getDouble("idle_watts");
                    OptionalDouble watts = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(idle);
                    return new Row(
                            row.getLong("id"),
                            placed,
                            row.getString("path"),
                            row.getLong("school"),
                            row.getString("uai"),
                            row.getString("type"),
                            Sums.of(measure -> row.getDouble(measure.column())),
                            row.getLong("days"),
                            row.getInt("whole_days"),
                            watts);
                })
                .list();
    }

    /** Makes {@code found} all that is wasted by a machine; what is known keeps the time it was found first. */
    void replace(Handle handle, long machine, List<Waste> found, Instant now) {
        handle.createUpdate("DELETE FROM waste WHERE machine = :machine AND kind NOT IN (<kinds>)")
                .bind("machine", machine)
                .bindList(
                        "kinds",
                        found.isEmpty()
                                ? List.of("")
                                : found.stream()
                                        .map(waste -> waste.kind().word())
                                        .toList())
                .execute();
        for (Waste waste : found) {
            Years carbon = waste.carbon();
            handle.createUpdate(
                            "INSERT INTO waste (machine, kind, yearly, off, measure, carbon_low, carbon_high, since)"
                                    + " VALUES (:machine, :kind, :yearly, :off, :measure, :low, :high, :now)"
                                    + " ON CONFLICT (machine, kind) DO UPDATE SET yearly = excluded.yearly, off = excluded.off, measure ="
                                    + " excluded.measure, carbon_low = excluded.carbon_low, carbon_high = excluded.carbon_high")
                    .bind("machine", machine)
                    .bind("kind", waste.kind().word())
                    .bind("yearly", waste.yearly())
                    .bind("off", waste.off())
                    .bind("measure", waste.measure())
                    .bind("low", carbon == null ? null : (Double) carbon.low())
                    .bind("high", carbon == null ? null : (Double) carbon.high())
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }

    /** Forgets what was found of machines that have done nothing in some days. */
    void forget(Handle handle, LocalDate from, int days) {
        handle.createUpdate("DELETE FROM waste WHERE NOT EXISTS (SELECT 1 FROM energy_day"
                        + " WHERE energy_day.machine = waste.machine AND day >= :from AND day < :end)")
                .bind("from", from.toEpochDay())
                .bind("end", from.plusDays(days).toEpochDay())
                .execute();
    }

    /** All of it, kind by kind, the largest first; a machine that is wasteful in several ways counts once in the whole. */
    WasteSummary summary(Handle handle, Scope scope) {
        String seen = " FROM waste JOIN machine ON machine.id = waste.machine WHERE "
                + ScopeSql.placed(scope, "machine.place");
        List<WasteSummary.Line> lines = ScopeSql.bind(
                        handle.createQuery(
                                "SELECT kind, count(*) AS machines, total(yearly) AS yearly, total(off) AS off" + seen
                                        + " GROUP BY kind ORDER BY yearly DESC, kind"),
                        scope)
                .map((row, context) -> new WasteSummary.Line(
                        WasteKind.of(row.getString("kind")).orElseThrow(),
                        row.getInt("machines"),
                        row.getDouble("yearly"),
                        row.getDouble("off")))
                .list();
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT count(*) AS machines, total(yearly) AS yearly, total(off) AS off FROM"
                                        + " (SELECT max(yearly) AS yearly, off" + seen + " GROUP BY waste.machine)"),
                        scope)
                .map((row, context) ->
                        new WasteSummary(lines, row.getInt("machines"), row.getDouble("yearly"), row.getDouble("off")))
                .one();
    }

    private static @Nullable Years carbon(ResultSet row) throws SQLException {
        double high = row.getDouble("carbon_high");
        return row.wasNull() ? null : new Years(row.getDouble("carbon_low"), high);
    }

    /** The largest first. */
    List<FoundWaste> largest(Handle handle, Scope scope, int skip, int most) {
        return found(ScopeSql.bind(
                        handle.createQuery(FOUND + ScopeSql.placed(scope, "machine.place")
                                + " ORDER BY yearly DESC, machine.id LIMIT :most OFFSET :skip"),
                        scope)
                .bind("most", most)
                .bind("skip", skip));
    }

    /** By school and kind, the largest first. */
    List<WasteHeap> heaps(Handle handle, Scope scope, int most) {
        // Beside max(), SQLite takes what is not summed up from the row that has it.
        return ScopeSql.bind(
                        handle.createQuery("SELECT device, " + NAME + " AS name, machine.place, waste.kind,"
                                + " max(yearly), total(yearly) AS yearly, total(off) AS off, avg(measure) AS measure,"
                                + " avg(carbon_low) AS carbon_low, avg(carbon_high) AS carbon_high, min(since) AS since,"
                                + " count(*) AS machines FROM waste JOIN machine ON machine.id = waste.machine"
                                + " LEFT JOIN place ON place.id = machine.place WHERE "
                                + ScopeSql.placed(scope, "machine.place")
                                + " GROUP BY CASE place.kind WHEN 'room' THEN place.parent ELSE place.id END, waste.kind"
                                + " ORDER BY yearly DESC, machine.id LIMIT :most"),
                        scope)
                .bind("most", most)
                .map((row, context) -> new WasteHeap(found(row), row.getInt("machines")))
                .list();
    }

    /** What one machine wastes, the largest first. */
    List<FoundWaste> of(Handle handle, Scope scope, long machine) {
        return found(ScopeSql.bind(
                        handle.createQuery(FOUND + ScopeSql.machine(scope, ":machine")
                                + " AND machine.id = :machine ORDER BY yearly DESC"),
                        scope)
                .bind("machine", machine));
    }

    private static List<FoundWaste> found(Query query) {
        return query.map((row, context) -> found(row)).list();
    }

    private static FoundWaste found(ResultSet row) throws SQLException {
        long place = row.getLong("place");
        return new FoundWaste(
                UUID.fromString(row.getString("device")),
                row.getString("name"),
                row.wasNull() ? null : (Long) place,
                new Waste(
                        WasteKind.of(row.getString("kind")).orElseThrow(),
                        row.getDouble("yearly"),
                        row.getDouble("off"),
                        row.getDouble("measure"),
                        carbon(row)),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
