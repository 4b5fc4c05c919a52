package org.socle.fleet.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.socle.contract.catalogue.Catalogue;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.machine.Status;

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

    /** What a rule found on some machines, by machine. */
    Map<Long, List<Finding>> of(Handle handle, Scope scope, String rule, Collection<Long> machines) {
        Map<Long, List<Finding>> found = new HashMap<>();
        ScopeSql.bind(
                        handle.createQuery("SELECT machine, " + COLUMNS + " FROM finding WHERE rule = :rule AND machine"
                                + " IN (SELECT value FROM json_each(:machines)) AND "
                                + ScopeSql.machines(scope, "machine") + " ORDER BY machine, instance"),
                        scope)
                .bind("rule", rule)
                .bind("machines", machines.toString())
                .map((row, context) -> found.computeIfAbsent(row.getLong("machine"), machine -> new ArrayList<>())
                        .add(standing(row).finding()))
                .list();
        return found;
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
