package org.socle.fleet.reading;

import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Pack;

/** Where the intake keeps readings: {@link ReadingTable} at once, {@link BatchReadings} a transaction at a time, or {@link ReadingBuffer} in memory first. */
public interface ReadingStore {

    /**
     * Keeps a pack.
     *
     * @param packTime the pack's time, resolved
     * @return whether it is new; false for one that was stored before, which changes nothing
     */
    boolean add(Handle handle, long machine, Pack pack, Instant packTime, Instant received);

    /** The newest values of a machine; for the intake, which sees them all. */
    Snapshot latest(Handle handle, long machine);

    /** Makes these the newest values of a machine. */
    void latest(Handle handle, long machine, Snapshot snapshot);

    /** Adds readings to the hour and the day they fall in. Only for packs that {@link #add} found new. */
    void rollUp(Handle handle, long machine, Collection<Reading> readings);

    /** Another message begins. */
    default void begin() {}

    /** The message that began last is taken back. */
    default void undo() {}

    /** The transaction comes to its end: writes what was not written. */
    default void commit(Handle handle) {}

    /** The transaction did not come to its end. */
    default void abandon() {}
}
