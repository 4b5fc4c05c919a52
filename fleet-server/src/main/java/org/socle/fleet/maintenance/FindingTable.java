package org.socle.fleet.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.socle.fleet.device.Status;

/** SQL of the table {@code finding}. Stateless; every method works in the caller's transaction. */
public final class FindingTable {
    private record Place(String rule, String instance) {}

    private record Row(Status severity, String value) {}

    /** Makes {@code found} the machine's findings; those it had before keep the time they began. */
    public void replace(Handle handle, long machine, Collection<Finding> found, Instant now) {
        Map<Place, Row> before = new HashMap<>();
        handle.createQuery("SELECT rule, instance, severity, value FROM finding WHERE machine = :machine")
                .bind("machine", machine)
                .map((row, context) -> Map.entry(
                        new Place(row.getString("rule"), row.getString("instance")),
                        new Row(Status.of(row.getString("severity")).orElseThrow(), row.getString("value"))))
                .forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        PreparedBatch upsert = handle.prepareBatch("INSERT INTO finding"
                + " (machine, rule, instance, severity, value, since)"
                + " VALUES (:machine, :rule, :instance, :severity, :value, :since)"
                + " ON CONFLICT (machine, rule, instance) DO UPDATE"
                + " SET severity = excluded.severity, value = excluded.value");
        for (Finding finding : found) {
            Row known = before.remove(new Place(finding.rule(), finding.instance()));
            if (!new Row(finding.severity(), finding.value()).equals(known)) {
                upsert.bind("machine", machine)
                        .bind("rule", finding.rule())
                        .bind("instance", finding.instance())
                        .bind("severity", finding.severity().word())
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
}
