package org.socle.fleet.replacement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.contract.catalogue.Resource;

/**
 * SQL of the list of machines to replace. It reads what is known of all of them: {@link Replacements} keeps the list and shows each
 * viewer his own. Stateless; every method works in the caller's transaction.
 */
final class ReplacementTable {

    /** A machine in a school, with the path of where it is. */
    record Known(long id, UUID device, String name, String model, String path, String school, String uai) {}

    /** A rule that found something. */
    record Found(long machine, String rule, String name, Instant since) {}

    /** The newest value of a reading. */
    record Value(long machine, int instance, double last) {}

    /** What was done on a machine; money in cents. */
    record Worked(long machine, int interventions, long cost) {}

    List<Known> machines(Handle handle) {
        return handle.createQuery("SELECT machine.id, machine.device, coalesce(machine.host_name,"
                        + " substr(machine.device, 1, 8)) AS name, trim(coalesce(machine.manufacturer, '') || ' '"
                        + " || coalesce(machine.model, '')) AS model, place.path, school.name AS school,"
                        + " coalesce(school.uai, '') AS uai FROM machine JOIN place ON place.id = machine.place"
                        + " JOIN place AS school"
                        + " ON school.id = CASE place.kind WHEN 'room' THEN place.parent ELSE place.id END"
                        + " WHERE machine.revoked IS NULL")
                .map((row, context) -> new Known(
                        row.getLong("id"),
                        UUID.fromString(row.getString("device")),
                        row.getString("name"),
                        row.getString("model"),
                        row.getString("path"),
                        row.getString("school"),
                        row.getString("uai")))
                .list();
    }

    List<Found> found(Handle handle, List<String> rules) {
        return handle.createQuery("SELECT machine, rule, name, since FROM finding WHERE rule IN (<rules>)")
                .bindList("rules", rules)
                .map((row, context) -> new Found(
                        row.getLong("machine"),
                        row.getString("rule"),
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("since"))))
                .list();
    }

    /** The newest daily value of a reading of each machine, not older than a moment. */
    List<Value> values(Handle handle, Resource resource, Instant since) {
        return handle.createQuery("SELECT r.machine, r.instance, r.last, max(r.at) FROM machine JOIN rollup_day AS r"
                        + " ON r.machine = machine.id AND r.key = :key WHERE r.at >= :since"
                        + " GROUP BY r.machine, r.instance")
                .bind("key", resource.key())
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new Value(row.getLong("machine"), row.getInt("instance"), row.getDouble("last")))
                .list();
    }

    /** Machines that were worked on since a moment. */
    List<Worked> worked(Handle handle, Instant since) {
        return handle.createQuery(
                        "SELECT ticket.machine, count(*) AS n, sum(intervention.cost"
                                + " + (SELECT coalesce(sum(quantity * unit_cost), 0) FROM intervention_part"
                                + " WHERE intervention = intervention.id)) AS cost FROM intervention"
                                + " JOIN ticket ON ticket.number = intervention.ticket"
                                + " WHERE intervention.at >= :since AND intervention.withdrawn IS NULL AND ticket.machine IS NOT NULL GROUP BY ticket.machine")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new Worked(row.getLong("machine"), row.getInt("n"), row.getLong("cost")))
                .list();
    }
}
