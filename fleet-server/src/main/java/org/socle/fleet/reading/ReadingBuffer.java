package org.socle.fleet.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Pack;
import org.socle.contract.catalogue.Resource;

/**
 * Readings of a long past on their way into the tables: roll-ups and latest values stay in memory until {@link #flush}, so that
 * each row is written once and in order. What is stored in the end is what {@link ReadingTable} would have stored. Not thread-safe.
 */
public final class ReadingBuffer implements ReadingStore {
    /** Each that waits takes some 120 bytes, and the fewer times all are written the better. */
    private static final long BYTES_OF_ONE = 800;

    private final ReadingTable table = new ReadingTable();
    private final Instant packsFrom;
    private final Map<Long, Snapshot> latest = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();
    /** By step, machine, series and start of the hour or day. */
    private final Map<Step, Map<Long, Map<Series, Map<Long, RollUp>>>> rollUps = new EnumMap<>(Step.class);

    private int waiting;

    /**
     * Begins empty.
     *
     * @param packsFrom packs before this are not kept: {@link Retention} would forget them
     */
    public ReadingBuffer(Instant packsFrom) {
        this.packsFrom = packsFrom;
        rollUps.put(Step.HOUR, new TreeMap<>());
        rollUps.put(Step.DAY, new TreeMap<>());
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
        for (Map.Entry<Step, Map<Long, Map<Series, Map<Long, RollUp>>>> each : rollUps.entrySet()) {
            Map<Series, Map<Long, RollUp>> own = each.getValue().computeIfAbsent(machine, number -> new HashMap<>());
            for (Reading reading : readings) {
                if (reading.resource().numeric()) {
                    own.computeIfAbsent(new Series(reading.resource(), reading.instance()), one -> new TreeMap<>())
                            .computeIfAbsent(ReadingTable.start(reading, each.getKey()), start -> added())
                            .add(reading);
                }
            }
        }
    }

    private RollUp added() {
        waiting++;
        return new RollUp();
    }

    /** Whether so much waits that it should be flushed. */
    public boolean full() {
        return waiting > Runtime.getRuntime().maxMemory() / BYTES_OF_ONE;
    }

    /** Writes what waits. */
    public void flush(Handle handle) {
        rollUps.forEach((step, machines) -> {
            try (RollUpTable rows = new RollUpTable(handle, step)) {
                machines.forEach((machine, all) -> all.keySet().stream()
                        .sorted()
                        .forEach(series -> Objects.requireNonNull(all.get(series))
                                .forEach((at, rollUp) ->
                                        rows.add(machine, series.resource.key(), series.instance, at, rollUp))));
            }
            machines.clear();
        });
        waiting = 0;
        for (long machine : changed) {
            table.latest(handle, machine, Objects.requireNonNull(latest.get(machine)));
        }
        changed.clear();
    }

    /** One resource in one instance, in the order the tables have. */
    private record Series(Resource resource, int instance) implements Comparable<Series> {
        private static final Comparator<Series> ORDER =
                Comparator.comparing((Series series) -> series.resource().key()).thenComparing(Series::instance);

        @Override
        public int compareTo(Series other) {
            return ORDER.compare(this, other);
        }
    }
}
