package org.socle.fleet.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.ContractException;
import org.socle.contract.Pack;

/**
 * Readings on their way into the tables, of which the latest values of a machine are read and written once a transaction, however
 * many of its packs are in it: else a machine with much to say would make each of its packs as dear as all it ever said. Not
 * thread-safe.
 */
public final class BatchReadings implements ReadingStore {
    /** A machine with forty disks and two hundred sensors takes some 25 kB. */
    private static final int MOST_BYTES = 65_536;

    private final ReadingTable table = new ReadingTable();
    private final Map<Long, Snapshot> latest = new HashMap<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private @Nullable Undo undo;

    /** What there was of a machine before a message; a null snapshot when nothing was known yet. */
    private record Undo(long machine, @Nullable Snapshot before, boolean changed) {}

    @Override
    public boolean add(Handle handle, long machine, Pack pack, Instant packTime, Instant received) {
        return table.add(handle, machine, pack, packTime, received);
    }

    @Override
    public Snapshot latest(Handle handle, long machine) {
        return latest.computeIfAbsent(machine, number -> table.latest(handle, number));
    }

    /**
     * Makes these the newest values of a machine, once {@link #commit} is called.
     *
     * @throws ContractException when they take more room than one machine may
     */
    @Override
    public void latest(Handle handle, long machine, Snapshot snapshot) {
        if (snapshot.weight() > MOST_BYTES) {
            throw new ContractException("with it the readings of the machine would take some " + snapshot.weight()
                    + " bytes; at most " + MOST_BYTES + " are kept");
        }
        undo = new Undo(machine, latest.get(machine), changed.contains(machine));
        latest.put(machine, snapshot);
        changed.add(machine);
    }

    @Override
    public void rollUp(Handle handle, long machine, Collection<Reading> readings) {
        table.rollUp(handle, machine, readings);
    }

    @Override
    public void begin() {
        undo = null;
    }

    @Override
    public void undo() {
        Undo last = undo;
        if (last != null) {
            if (last.before() == null) {
                latest.remove(last.machine());
            } else {
                latest.put(last.machine(), last.before());
            }
            if (!last.changed()) {
                changed.remove(last.machine());
                // The machine may have been made by the very message that is taken back.
                latest.remove(last.machine());
            }
            undo = null;
        }
    }

    @Override
    public void commit(Handle handle) {
        for (long machine : changed) {
            table.latest(handle, machine, Objects.requireNonNull(latest.get(machine)));
        }
        abandon();
    }

    @Override
    public void abandon() {
        latest.clear();
        changed.clear();
        undo = null;
    }
}
