package org.socle.fleet.energy;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of the table {@code power_model}. Stateless; every method works in the caller's transaction. */
public final class PowerTable {

    /**
     * What the metered machines of a model have in common.
     *
     * @param idle mean of their idle powers, watts; likewise full
     */
    record Taught(String manufacturer, String model, double idle, double full) {}

    /** A machine of such a model that has no meter. */
    record Pupil(long machine, UUID device) {}

    /**
     * Keeps what a machine says of its model.
     *
     * @param idle watts, likewise full
     */
    public void put(
            Handle handle, long machine, String manufacturer, String model, String basis, double idle, double full) {
        handle.createUpdate("INSERT INTO power_model (machine, manufacturer, model, basis, idle, full)"
                        + " VALUES (:machine, :manufacturer, :model, :basis, :idle, :full) ON CONFLICT (machine) DO UPDATE SET"
                        + " manufacturer = excluded.manufacturer, model = excluded.model, basis = excluded.basis,"
                        + " idle = excluded.idle, full = excluded.full")
                .bind("machine", machine)
                .bind("manufacturer", manufacturer)
                .bind("model", model)
                .bind("basis", basis)
                .bind("idle", idle)
                .bind("full", full)
                .execute();
    }

    /** The models of which a machine has a meter. */
    List<Taught> taught(Handle handle) {
        return handle.createQuery("SELECT manufacturer, model, avg(idle) AS idle, avg(full) AS full FROM power_model"
                        + " WHERE basis = 'calibrated' GROUP BY manufacturer, model")
                .map((row, context) -> new Taught(
                        row.getString("manufacturer"),
                        row.getString("model"),
                        row.getDouble("idle"),
                        row.getDouble("full")))
                .list();
    }

    /**
     * Machines that are there, have no meter, and were told something else, or nothing.
     *
     * @param difference which does not matter, watts
     */
    List<Pupil> pupils(Handle handle, Taught taught, double difference, int most) {
        return handle.createQuery(
                        "SELECT p.machine, m.device FROM power_model AS p JOIN machine AS m ON m.id = p.machine"
                                + " WHERE p.manufacturer = :manufacturer AND p.model = :model"
                                + " AND p.basis IN ('kind', 'processor', 'sibling')"
                                + " AND (p.told_idle IS NULL OR abs(p.told_idle - :idle) > :difference)"
                                + " AND m.presence = 'online' AND m.revoked IS NULL LIMIT :most")
                .bind("manufacturer", taught.manufacturer())
                .bind("model", taught.model())
                .bind("idle", taught.idle())
                .bind("difference", difference)
                .bind("most", most)
                .map((row, context) -> new Pupil(row.getLong("machine"), UUID.fromString(row.getString("device"))))
                .list();
    }

    void told(Handle handle, long machine, double idle) {
        handle.createUpdate("UPDATE power_model SET told_idle = :idle WHERE machine = :machine")
                .bind("idle", idle)
                .bind("machine", machine)
                .execute();
    }
}
