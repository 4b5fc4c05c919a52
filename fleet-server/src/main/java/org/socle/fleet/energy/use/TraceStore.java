package org.socle.fleet.energy.use;

import java.time.ZoneId;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Where the days of machines are kept: in the database at once, or in memory first while a long past is taken in. */
public interface TraceStore {

    /**
     * A day of a machine in a place.
     *
     * @param day days since 1970
     * @param place 0 for nowhere
     */
    record Key(long machine, long day, long place) {}

    /** What is kept of a day, to which something may be added; one without anything when nothing is kept. */
    Trace load(Handle handle, Key key, ZoneId zone);

    /**
     * Keeps a day.
     *
     * @param trace as {@link #load} gave it, with something added
     * @param tellsUse whether the machine says when it is in use
     * @param sums tells what it adds up to, when it is asked for
     */
    void save(Handle handle, Key key, Trace trace, boolean tellsUse, Supplier<Sums> sums);
}
