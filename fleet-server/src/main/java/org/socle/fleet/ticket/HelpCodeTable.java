package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of codes on labels. Stateless; every method works in the caller's transaction, who has looked at the scope. */
final class HelpCodeTable {

    /** What a code stands for: a machine, or a place. */
    record Target(@Nullable Long machine, @Nullable Long place) {}

    Optional<Target> find(Handle handle, String code) {
        return handle.createQuery("SELECT machine, place FROM help_code WHERE code = :code")
                .bind("code", code)
                .map((row, context) -> {
                    long machine = row.getLong("machine");
                    Long ofMachine = row.wasNull() ? null : (Long) machine;
                    long place = row.getLong("place");
                    return new Target(ofMachine, row.wasNull() ? null : (Long) place);
                })
                .findOne();
    }

    Optional<String> code(Handle handle, Target target) {
        return handle.createQuery("SELECT code FROM help_code WHERE machine = :machine OR place = :place")
                .bind("machine", target.machine())
                .bind("place", target.place())
                .mapTo(String.class)
                .findOne();
    }

    /** Codes of machines by the database's number; those without one are missing. */
    Map<Long, String> codes(Handle handle, Collection<Long> machines) {
        return machines.isEmpty()
                ? Map.of()
                : handle
                        .createQuery("SELECT machine, code FROM help_code WHERE machine IN (<machines>)")
                        .bindList("machines", List.copyOf(machines))
                        .map((row, context) -> Map.entry(row.getLong("machine"), row.getString("code")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void add(Handle handle, String code, Target target, Instant now) {
        handle.createUpdate(
                        "INSERT INTO help_code (code, machine, place, created) VALUES (:code, :machine, :place, :now)")
                .bind("code", code)
                .bind("machine", target.machine())
                .bind("place", target.place())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Forgets the code of a machine or place; false when it had none. */
    boolean remove(Handle handle, Target target) {
        return handle.createUpdate("DELETE FROM help_code WHERE machine = :machine OR place = :place")
                        .bind("machine", target.machine())
                        .bind("place", target.place())
                        .execute()
                > 0;
    }
}
