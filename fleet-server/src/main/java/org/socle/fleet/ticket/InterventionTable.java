package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;
import org.socle.fleet.ticket.Intervention.Withdrawal;

/** SQL of interventions and their parts. Stateless; every method works in the caller's transaction. */
final class InterventionTable {

    long add(Handle handle, long ticket, NewIntervention done, @Nullable Long account, String actor, Instant now) {
        long id = handle.createUpdate("INSERT INTO intervention (ticket, at, noted, account, actor, minutes, travel,"
                        + " cost, what, done, reason, signed_as, signed_at) VALUES (:ticket, :at, :now, :account, :actor,"
                        + " :minutes, :travel, :cost, :what, :done, :reason, :signedAs, :signedAt)")
                .bind("ticket", ticket)
                .bind("at", done.at().toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("account", account)
                .bind("actor", actor)
                .bind("minutes", done.minutes())
                .bind("travel", done.travel())
                .bind("cost", done.cost())
                .bind("what", done.what())
                .bind("done", done.done())
                .bind("reason", done.reason())
                .bind("signedAs", done.signedAs())
                .bind("signedAt", done.signedAs().isEmpty() ? null : (Long) now.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        for (int i = 0; i < done.parts().size(); i++) {
            Part part = done.parts().get(i);
            handle.createUpdate(
                            "INSERT INTO intervention_part (intervention, position, designation, reference,"
                                    + " quantity, unit_cost) VALUES (:id, :position, :designation, :reference, :quantity, :cost)")
                    .bind("id", id)
                    .bind("position", i)
                    .bind("designation", part.designation())
                    .bind("reference", part.reference())
                    .bind("quantity", part.quantity())
                    .bind("cost", part.unitCost())
                    .execute();
        }
        return id;
    }

    /** Has it count no more; false when there is none like it, or it did not count before. */
    boolean withdraw(Handle handle, long ticket, long intervention, String by, Instant now) {
        return handle.createUpdate("UPDATE intervention SET withdrawn = :now, withdrawer = :by"
                                + " WHERE id = :intervention AND ticket = :ticket AND withdrawn IS NULL")
                        .bind("now", now.toEpochMilli())
                        .bind("by", by)
                        .bind("intervention", intervention)
                        .bind("ticket", ticket)
                        .execute()
                == 1;
    }

    /** One of a ticket that is seen. */
    Optional<Intervention> find(Handle handle, Scope scope, long ticket, long intervention) {
        return read(handle, scope, "intervention.id = :key", intervention, 1).stream()
                .filter(each -> each.ticket() == ticket)
                .findFirst();
    }

    /** Those on a ticket that is seen, newest first. */
    List<Intervention> ofTicket(Handle handle, Scope scope, long ticket) {
        return read(handle, scope, "intervention.ticket = :key", ticket, 100);
    }

    /** Those on a machine's tickets that are seen, newest first. */
    List<Intervention> ofMachine(Handle handle, Scope scope, long machine, int size) {
        return read(handle, scope, "ticket.machine = :key", machine, size);
    }

    /** Parts that went into machines that are seen. */
    List<UsedPart> parts(Handle handle, Scope scope) {
        return ScopeSql.bind(
                        handle.createQuery(
                                "SELECT machine.id, designation, sum(quantity) AS quantity FROM intervention_part"
                                        + " JOIN intervention ON intervention.id = intervention_part.intervention"
                                        + " AND done AND withdrawn IS NULL JOIN ticket ON ticket.number = intervention.ticket"
                                        + " JOIN machine ON machine.id = ticket.machine WHERE "
                                        + ScopeSql.placed(scope, "machine.place")
                                        + " GROUP BY machine.id, designation"),
                        scope)
                .map((row, context) ->
                        new UsedPart(row.getLong("id"), row.getString("designation"), row.getInt("quantity")))
                .list();
    }

    private static List<Intervention> read(Handle handle, Scope scope, String which, long key, int size) {
        List<Intervention> bare = ScopeSql.bind(
                        handle.createQuery("SELECT intervention.*, told.redacted, told.redactor,"
                                + " coalesce((SELECT why.detail FROM ticket_log AS why"
                                + " WHERE why.intervention = intervention.id AND why.what = 'withdrawn'), '') AS why"
                                + " FROM ticket JOIN intervention ON intervention.ticket = ticket.number"
                                + " LEFT JOIN ticket_log AS told ON told.intervention = intervention.id"
                                + " AND told.what = 'intervention' WHERE " + which + " AND "
                                + ScopeSql.placed(scope, "ticket.place")
                                + " ORDER BY intervention.at DESC, intervention.id DESC LIMIT :size"),
                        scope)
                .bind("key", key)
                .bind("size", size)
                .map((row, context) -> {
                    long signed = row.getLong("signed_at");
                    Instant signedAt = row.wasNull() ? null : Instant.ofEpochMilli(signed);
                    long withdrawn = row.getLong("withdrawn");
                    Withdrawal withdrawal = row.wasNull()
                            ? null
                            : new Withdrawal(
                                    Instant.ofEpochMilli(withdrawn), row.getString("withdrawer"), row.getString("why"));
                    long redacted = row.getLong("redacted");
                    Redaction redaction = row.wasNull()
                            ? null
                            : new Redaction(Instant.ofEpochMilli(redacted), row.getString("redactor"));
                    return new Intervention(
                            row.getLong("id"),
                            row.getLong("ticket"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            row.getString("actor"),
                            row.getInt("minutes"),
                            row.getInt("travel"),
                            row.getLong("cost"),
                            row.getString("what"),
                            row.getBoolean("done"),
                            row.getString("reason"),
                            row.getString("signed_as"),
                            signedAt,
                            List.of(),
                            withdrawal,
                            redaction);
                })
                .list();
        Map<Long, List<Part>> parts =
                parts(handle, bare.stream().map(Intervention::id).toList());
        return bare.stream()
                .map(each -> new Intervention(
                        each.id(),
                        each.ticket(),
                        each.at(),
                        each.actor(),
                        each.minutes(),
                        each.travel(),
                        each.cost(),
                        each.what(),
                        each.done(),
                        each.reason(),
                        each.signedAs(),
                        each.signedAt(),
                        parts.getOrDefault(each.id(), List.of()),
                        each.withdrawn(),
                        each.redaction()))
                .toList();
    }

    private static Map<Long, List<Part>> parts(Handle handle, List<Long> interventions) {
        return interventions.isEmpty()
                ? Map.of()
                : handle
                        .createQuery("SELECT * FROM intervention_part WHERE intervention IN (<ids>)"
                                + " ORDER BY intervention, position")
                        .bindList("ids", interventions)
                        .map((row, context) -> Map.entry(
                                row.getLong("intervention"),
                                new Part(
                                        row.getString("designation"),
                                        row.getString("reference"),
                                        row.getInt("quantity"),
                                        row.getLong("unit_cost"))))
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(ArrayList<Part>::new))))
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }
}
