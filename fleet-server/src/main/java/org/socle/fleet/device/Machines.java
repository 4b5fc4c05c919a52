package org.socle.fleet.device;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.socle.fleet.store.Database;

/** The machines, for pages, API and other slices. Thread-safe. */
public final class Machines {
    private final Database database;
    private final Clock clock;
    private final MachineTable table = new MachineTable();

    public Machines(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<Machine> find(UUID device) {
        return database.<Optional<Machine>, RuntimeException>read(handle -> table.find(handle, device));
    }

    /** The one machine with this id, host name or serial number; empty when there is none or more than one. */
    public Optional<UUID> exactly(String text) {
        return database.<Optional<UUID>, RuntimeException>read(handle -> table.exactly(handle, text));
    }

    public Found search(Search search) {
        return database.<Found, RuntimeException>read(handle -> table.search(handle, search, clock.instant()));
    }

    /** The machines that match, by the database's number, from the first one above {@code after}. */
    public List<Machine> after(Filter filter, long after, int size) {
        return database.<List<Machine>, RuntimeException>read(
                handle -> table.after(handle, filter, after, size, clock.instant()));
    }

    /** How many machines have each status. */
    public Map<Status, Integer> counts() {
        return database.<Map<Status, Integer>, RuntimeException>read(handle -> table.counts(handle, clock.instant()));
    }
}
