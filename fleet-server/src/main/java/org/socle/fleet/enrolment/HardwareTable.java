package org.socle.fleet.enrolment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.socle.contract.enrolment.Hardware;

/** SQL of the table {@code hardware}. Stateless; every method works in the caller's transaction. */
final class HardwareTable {

    /** The machines that have a number in common with this hardware, by machine. */
    Map<Long, Hardware> sharing(Handle handle, Hardware hardware) {
        if (hardware.unknown()) {
            return Map.of();
        }
        Map<Long, Hardware> found = new LinkedHashMap<>();
        // A number everybody has, such as one of a dock, must not make this slow: the majority is told from 50.
        List<Long> machines = handle.createQuery(
                        "SELECT DISTINCT machine FROM hardware WHERE name IN (<names>) ORDER BY machine LIMIT 50")
                .bindList("names", List.copyOf(hardware.names()))
                .mapTo(Long.class)
                .list();
        machines.forEach(machine -> found.put(machine, of(handle, machine)));
        return found;
    }

    Hardware of(Handle handle, long machine) {
        return Hardware.named(handle.createQuery("SELECT name FROM hardware WHERE machine = :machine")
                .bind("machine", machine)
                .mapTo(String.class)
                .collect(Collectors.toList()));
    }

    void replace(Handle handle, long machine, Hardware hardware) {
        if (hardware.unknown()) {
            return;
        }
        handle.createUpdate("DELETE FROM hardware WHERE machine = :machine")
                .bind("machine", machine)
                .execute();
        for (String name : hardware.names()) {
            handle.createUpdate("INSERT INTO hardware (name, machine) VALUES (:name, :machine)")
                    .bind("name", name)
                    .bind("machine", machine)
                    .execute();
        }
    }
}
