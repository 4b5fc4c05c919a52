package org.socle.fleet.finding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.socle.contract.catalogue.Catalogue;
import org.socle.fleet.finding.Growth.Counter;
import org.socle.fleet.reading.Snapshot;

/** SQL of the table {@code counter_growth}. Stateless; every method works in the caller's transaction. */
public final class GrowthTable {
    private record Row(String key, int instance, Growth growth) {}

    /**
     * Keeps what a report says of the counters that are for life; most machines have counted nothing, and cost nothing.
     *
     * @param now the machine's newest readings
     * @param before its readings before them
     * @param at when they came
     * @return from where on each of them counts
     */
    public Map<Counter, Growth> keep(Handle handle, long machine, Snapshot now, Snapshot before, Instant at) {
        if (Growth.counters(now).isEmpty()) {
            return Map.of();
        }
        Map<Counter, Growth> known = of(handle, machine);
        Map<Counter, Growth> after = Growth.after(known, now, before, at);
        PreparedBatch upsert = handle.prepareBatch("INSERT INTO counter_growth"
                + " (machine, key, instance, base, seen, rose) VALUES (:machine, :key, :instance, :base, :seen, :rose)"
                + " ON CONFLICT (machine, key, instance) DO UPDATE SET base = excluded.base, seen = excluded.seen,"
                + " rose = excluded.rose");
        after.forEach((counter, growth) -> {
            if (!growth.equals(known.get(counter))) {
                upsert.bind("machine", machine)
                        .bind("key", counter.resource().key())
                        .bind("instance", counter.instance())
                        .bind("base", growth.base())
                        .bind("seen", growth.seen())
                        .bind("rose", growth.rose().toEpochMilli())
                        .add();
            }
        });
        upsert.execute();
        return after;
    }

    private static Map<Counter, Growth> of(Handle handle, long machine) {
        Map<Counter, Growth> known = new HashMap<>();
        handle.createQuery("SELECT key, instance, base, seen, rose FROM counter_growth WHERE machine = :machine")
                .bind("machine", machine)
                .map((row, context) -> new Row(
                        row.getString("key"),
                        row.getInt("instance"),
                        new Growth(
                                row.getDouble("base"),
                                row.getDouble("seen"),
                                Instant.ofEpochMilli(row.getLong("rose")))))
                .forEach(row -> Catalogue.byKey(row.key)
                        .ifPresent(resource -> known.put(new Counter(resource, row.instance), row.growth)));
        return known;
    }
}
