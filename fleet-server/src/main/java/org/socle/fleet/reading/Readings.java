package org.socle.fleet.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.store.Database;

/** What machines reported, for pages, API and other slices; of one that is not seen, nothing. Thread-safe. */
public final class Readings {
    /** Most points one history answers; a finer step over a longer time is cut, oldest first. */
    public static final int MAX_POINTS = 2_000;

    private final Database database;
    private final ReadingTable table = new ReadingTable();

    public Readings(Database database) {
        this.database = database;
    }

    /** The newest value of everything a machine reported. */
    public Snapshot latest(Scope scope, long machine) {
        return database.<Snapshot, RuntimeException>read(handle -> table.latest(handle, scope, machine));
    }

    /**
     * The history of one numeric resource in one instance, oldest first, at most {@link #MAX_POINTS} points.
     *
     * @param from first instant included
     * @param to first instant excluded
     */
    public List<Point> history(
            Scope scope, long machine, Resource resource, int instance, Instant from, Instant to, Step step) {
        return database.<List<Point>, RuntimeException>read(
                handle -> table.history(handle, scope, machine, resource, instance, from, to, step));
    }

    /** On which days (UTC) since {@code from} each of these machines reported. Machines that never did are missing. */
    public Map<Long, Set<Instant>> daysHeard(Scope scope, Collection<Long> machines, Instant from) {
        return database.<Map<Long, Set<Instant>>, RuntimeException>read(
                handle -> table.daysHeard(handle, scope, machines, from));
    }
}
