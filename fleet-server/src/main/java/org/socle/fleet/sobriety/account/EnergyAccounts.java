package org.socle.fleet.sobriety.account;

import java.time.LocalDate;
import java.util.List;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/** Accounts for pages, API and other slices; of what is not seen, nothing. Thread-safe. */
public final class EnergyAccounts {
    private final Database database;
    private final AccountListTable table = new AccountListTable();

    public EnergyAccounts(Database database) {
        this.database = database;
    }

    /**
     * Months of places, as far as they have figures.
     *
     * @param first the first day of a month
     * @param end the first day of the month after the last
     */
    public List<PlaceMonth> months(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<PlaceMonth>, RuntimeException>read(handle -> table.months(handle, scope, first, end));
    }

    /** Where machines were moved away from in these months, as far as it is a school or in one. */
    public List<Left> left(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<Left>, RuntimeException>read(handle -> table.left(handle, scope, first, end));
    }

    /** Days over all that is seen, in order; those of which nothing is known are missing. */
    public List<Dated> days(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<Dated>, RuntimeException>read(handle -> table.days(handle, scope, first, end));
    }
}
