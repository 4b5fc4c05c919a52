package org.socle.fleet.sobriety.account;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where the days of machines are kept: in the database at once, or in memory first while a long past is taken in. */
public interface TraceStore {

    /**
     * A day of a machine in a place.
     *
     * @param day days since 1970
     * @param place 0 for nowhere
     */
    record Key(long machine, long day, long place) {}

    /** What is kept of a day; null when nothing is. */
    byte @Nullable [] load(Handle handle, Key key);

    /**
     * Keeps a day.
     *
     * @param tellsUse whether the machine says when it is in use
     */
    void save(Handle handle, Key key, byte[] trace, boolean tellsUse, Sums sums);
}
