package org.socle.fleet.maintenance;

import java.util.List;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/** What the rules found, for pages, API and other slices; on a machine that is not seen, nothing. Thread-safe. */
public final class Findings {
    private final Database database;
    private final FindingTable table = new FindingTable();

    public Findings(Database database) {
        this.database = database;
    }

    /** What holds for a machine, worst first. */
    public List<Standing> of(Scope scope, long machine) {
        return database.<List<Standing>, RuntimeException>read(handle -> table.of(handle, scope, machine));
    }
}
