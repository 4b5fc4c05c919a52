package org.socle.fleet.energy.own;

import java.time.LocalDate;
import org.socle.fleet.access.Scope;
import org.socle.fleet.store.Database;

/** What Socle itself took, for pages, API and reports; of the agents of what is not seen, nothing. Thread-safe. */
public final class OwnBills {
    private final Database database;
    private final OwnTable table = new OwnTable();

    public OwnBills(Database database) {
        this.database = database;
    }

    /**
     * All that is needed to draw up bills of some months.
     *
     * @param first the first day of a month
     * @param end the first day of the month after the last
     */
    public OwnMonths months(Scope scope, LocalDate first, LocalDate end) {
        return database.<OwnMonths, RuntimeException>read(
                handle -> OwnMonths.of(table.agents(handle, scope, first, end), table.server(handle, first, end)));
    }
}
