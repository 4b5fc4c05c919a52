package org.socle.fleet.maintenance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.socle.contract.catalogue.Catalogue;
import org.socle.fleet.device.Status;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.scope.ScopeSql;

/** SQL of the table {@code finding}. Stateless; every method works in the caller's transaction. */
public final class FindingTable {
    private record Place(String rule, int instance) {}

    private static final String COLUMNS = "rule, severity, key, instance, name, value, since";

    /** What holds for a machine. */
    public List<Finding> standing(Handle handle, long machine) {
        return of(handle, Scope.EVERYTHING, machine).stream()
                .map(Standing::finding)
                .toList();
    }

    /**
     * Makes {@code found} the machine's findings; those it had before keep the time they began.
     *
     * @param standing what held until now
     */
    public void replace(
            Handle handle, long machine, Collection<Finding> standing, Collection<Finding> found, Instant now) {
        if (found.equals(standing)) {
            return;
        }
        Map<Place, Finding> before = new HashMap<>();
        standing.forEach(finding -> before.put(place(finding), finding));
        PreparedBatch upsert = handle.prepareBatch("INSERT INTO finding"
                + " (machine, rule, instance, severity, key, name, value, since)"
                + " VALUES (:machine, :rule, :instance, :severity, :key, :name, :value, :since)"
                + " ON CONFLICT (machine, rule, instance) DO UPDATE SET severity = excluded.severity,"
                + " key = excluded.key, name = excluded.name, value = excluded.value");
        for (Finding finding : found) {
            if (!finding.equals(before.remove(place(finding)))) {
                upsert.bind("machine", machine)
                        .bind("rule", finding.rule())
                        .bind("instance", finding.instance())
                        .bind("severity", finding.severity().word())
                        .bind("key", finding.evidence().key())
                        .bind("name", finding.name())
                        .bind("value", finding.value())
                        .bind("since", now.toEpochMilli())
                        .add();
            }
        }
        upsert.execute();
        for (Place gone : before.keySet()) {
            handle.createUpdate(
                            "DELETE FROM finding WHERE machine = :machine AND rule = :rule AND instance = :instance")
                    .bind("machine", machine)
                    .bind("rule", gone.rule())
                    .bind("instance", gone.instance())
                    .execute();
        }
    }

    private static Place place(Finding finding) {
        return new Place(finding.rule(), finding.instance());
    }

    /** What holds for a machine, worst first, then oldest first. */
    List<Standing> of(Handle handle, Scope scope, long machine) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT " + COLUMNS + " FROM finding WHERE machine = :machine AND "
                                + ScopeSql.machine(scope, ":machine")
                                // 'down' sorts before 'watch'.
                                + " ORDER BY severity, since, rule, instance"),
                        scope)
                .bind("machine", machine)
                .map((row, context) -> standing(row))
                .list();
    }

    /**
     * Every kind of trouble of what is seen, worst first, then the most widespread first.
     *
     * @param examples how many machines to name for each
     */
    List<Cause> causes(Handle handle, Scope scope, int examples) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT rule, severity, count(DISTINCT machine) AS machines, min(since) AS since"
                                        + " FROM finding WHERE " + ScopeSql.machines(scope, "machine")
                                        + " GROUP BY severity, rule ORDER BY severity, machines DESC, rule"),
                        scope)
                .map((row, context) -> {
                    String rule = row.getString("rule");
                    Status severity = Status.of(row.getString("severity")).orElseThrow();
                    return new Cause(
                            rule,
                            severity,
                            row.getInt("machines"),
                            Instant.ofEpochMilli(row.getLong("since")),
                            oldest(handle, scope, rule, severity, examples));
                })
                .list();
    }

    private static List<Cause.Affected> oldest(Handle handle, Scope scope, String rule, Status severity, int most) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT device, host_name, " + COLUMNS
                                + " FROM (SELECT * FROM finding WHERE severity = :severity AND rule = :rule AND "
                                + ScopeSql.machine(scope, "finding.machine")
                                + " ORDER BY since, machine, instance LIMIT :most) JOIN machine ON machine = machine.id"
                                + " ORDER BY since, machine, instance"),
                        scope)
                .bind("severity", severity.word())
                .bind("rule", rule)
                .bind("most", most)
                .map((row, context) -> new Cause.Affected(
                        UUID.fromString(row.getString("device")), row.getString("host_name"), standing(row)))
                .list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new Finding(
                        row.getString("rule"),
                        Status.of(row.getString("severity")).orElseThrow(),
                        Catalogue.byKey(row.getString("key")).orElseThrow(),
                        row.getInt("instance"),
                        row.getString("name"),
                        row.getString("value")),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
