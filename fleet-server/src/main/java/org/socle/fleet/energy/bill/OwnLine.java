package org.socle.fleet.energy.bill;

import java.time.LocalDate;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;

/** What Socle itself took, in a line for reports about something else. Thread-safe. */
public final class OwnLine {
    private final EnergyAccounts accounts;
    private final OwnBills own;
    private final FactorEditions editions;

    OwnLine(EnergyAccounts accounts, OwnBills own, FactorEditions editions) {
        this.accounts = accounts;
        this.own = own;
        this.editions = editions;
    }

    /**
     * The line, which leads to how it is reckoned.
     *
     * @param scope what is seen of what the report is about
     * @param months a year or a school year, or one month
     */
    public LinkedText of(Scope scope, Months months, Frame frame) {
        LocalDate first = months.first();
        LocalDate end = months.end();
        OwnBill bill = own.months(scope, first, end).bill(accounts.months(scope, first, end), editions.current());
        return LinkedText.of(LinkedText.figure(
                OwnText.line(bill, frame), EnergyPage.PATH + "?period=" + months.word() + "#method-own"));
    }
}
