package org.socle.fleet.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Pack;

/**
 * Readings of a long past on their way into the tables: roll-ups and latest values stay in memory until {@link #flush}, so that
 * each row is written once and in order. What is stored in the end is what {@link ReadingTable} would have stored. Not thread-safe.
 */
public final class ReadingBuffer implements ReadingStore {
    private static final int MANY = 300_000;

    private final ReadingTable table = new ReadingTable();
    private final Instant packsFrom;
    private final Map<Long, Snapshot> latest = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final Map<Step, Map<RollUp.Key, RollUp>> rollUps = new EnumMap<>(Step.class);

    /**
     * Begins empty.
     *
     * @param packsFrom packs before this are not kept: {@link Retention} would forget them
     */
    public ReadingBuffer(Instant packsFrom) {
        this.packsFrom = packsFrom;
        rollUps.put(Step.HOUR, new HashMap<>());
        rollUps.put(Step.DAY, new HashMap<>());
    }

    @Override
    public boolean add(Handle handle, long machine, Pack pack, Instant packTime, Instant received) {
        return received.isBefore(packsFrom) || table.add(handle, machine, pack, packTime, received);
    }

    @Override
    public Snapshot latest(Handle handle, long machine) {
        return latest.computeIfAbsent(machine, number -> table.latest(handle, number));
    }

    @Override
    public void latest(Handle handle, long machine, Snapshot snapshot) {
        latest.put(machine, snapshot);
        changed.add(machine);
    }

    @Override
    public void rollUp(Handle handle, long machine, Collection<Reading> readings) {
        for (Reading reading : readings) {
            if (reading.resource().numeric()) {
                double value = ((Number) reading.value()).doubleValue();
                rollUps.forEach((step, kept) -> kept.computeIfAbsent(
                                ReadingTable.key(machine, reading, step), key -> new RollUp())
                        .add(value, reading.at().toEpochMilli()));
            }
        }
    }

    /** Whether so much waits that it should be flushed. */
    public boolean full() {
        return rollUps.values().stream().mapToInt(Map::size).sum() > MANY;
    }

    /** Writes what waits. */
    public void flush(Handle handle) {
        rollUps.forEach((step, kept) -> {
            table.merge(handle, step, new TreeMap<>(kept));
            kept.clear();
        });
        for (long machine : changed) {
            Snapshot snapshot = latest.get(machine);
            if (snapshot != null) {
                table.latest(handle, machine, snapshot);
            }
        }
        changed.clear();
    }
}
