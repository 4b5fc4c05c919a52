package org.socle.fleet.energy.use;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Keeps days in memory until {@link #flush}, so that each is written, and told apart, once. Not thread-safe. */
public final class TraceBuffer implements TraceStore {
    private final AccountTable table = new AccountTable();
    private final Map<Key, Day> days = new HashMap<>();

    private record Day(Trace trace, boolean tellsUse, Supplier<Sums> sums) {}

    @Override
    public Trace load(Handle handle, Key key, ZoneId zone) {
        Day day = days.get(key);
        return day == null ? table.load(handle, key, zone) : day.trace;
    }

    @Override
    public void save(Handle handle, Key key, Trace trace, boolean tellsUse, Supplier<Sums> sums) {
        days.put(key, new Day(trace, tellsUse, sums));
    }

    /** Writes what waits. */
    public void flush(Handle handle) {
        days.forEach((key, day) -> table.save(handle, key, day.trace, day.tellsUse, day.sums));
        days.clear();
    }
}
