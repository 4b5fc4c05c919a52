package org.socle.fleet.finding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.socle.fleet.access.Scope;
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

    /** What one rule found on some machines, by machine; nothing of those that are not seen. */
    public Map<Long, List<Finding>> of(Scope scope, String rule, Collection<Long> machines) {
        return database.<Map<Long, List<Finding>>, RuntimeException>read(
                handle -> table.of(handle, scope, rule, machines));
    }
}
