package org.socle.fleet.sobriety.account;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps days in memory until {@link #flush}, so that each is written once. Not thread-safe. */
public final class TraceBuffer implements TraceStore {
    private final AccountTable table = new AccountTable();
    private final Map<Key, Day> days = new HashMap<>();

    private record Day(byte[] trace, boolean tellsUse, Sums sums) {}

    @Override
    public byte @Nullable [] load(Handle handle, Key key) {
        Day day = days.get(key);
        return day == null ? table.load(handle, key) : day.trace;
    }

    @Override
    public void save(Handle handle, Key key, byte[] trace, boolean tellsUse, Sums sums) {
        days.put(key, new Day(trace, tellsUse, sums));
    }

    /** Writes what waits. */
    public void flush(Handle handle) {
        days.forEach((key, day) -> table.save(handle, key, day.trace, day.tellsUse, day.sums));
        days.clear();
    }
}
