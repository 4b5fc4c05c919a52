package org.socle.fleet.energy.waste;

import java.util.List;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.store.Database;

/** What was found to be wasted, for pages, API and other slices; of what is not seen, nothing. Thread-safe. */
public final class Wastes {
    private final Database database;
    private final WasteTable table = new WasteTable();

    public Wastes(Database database) {
        this.database = database;
    }

    /** What one machine wastes, the largest first. */
    public List<FoundWaste> of(Scope scope, Machine machine) {
        return database.<List<FoundWaste>, RuntimeException>read(handle -> table.of(handle, scope, machine.id()));
    }

    /** By school and kind, the largest first. */
    public List<WasteHeap> heaps(Scope scope, int most) {
        return database.<List<WasteHeap>, RuntimeException>read(handle -> table.heaps(handle, scope, most));
    }

    /** All of it, kind by kind. */
    public WasteSummary summary(Scope scope) {
        return database.<WasteSummary, RuntimeException>read(handle -> table.summary(handle, scope));
    }

    /**
     * The largest first.
     *
     * @param skip how many are left out at the beginning
     */
    public List<FoundWaste> largest(Scope scope, int skip, int most) {
        return database.<List<FoundWaste>, RuntimeException>read(handle -> table.largest(handle, scope, skip, most));
    }
}
