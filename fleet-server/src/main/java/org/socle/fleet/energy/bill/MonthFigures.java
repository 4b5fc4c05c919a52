package org.socle.fleet.energy.bill;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.web.Frame;

/** What a place has consumed this month, with money, carbon and what of it was for nobody: for pages about something else. */
public final class MonthFigures {
    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final Clock clock;

    MonthFigures(EnergyAccounts accounts, FactorEditions editions, Clock clock) {
        this.accounts = accounts;
        this.editions = editions;
        this.clock = clock;
    }

    /** The figures; none when nothing is known, which is not zero. */
    public List<Figure> of(Scope scope, Frame frame) {
        LocalDate month =
                LocalDate.ofInstant(clock.instant(), frame.format().zone()).withDayOfMonth(1);
        Bill bill = Bill.of(accounts.months(scope, month, month.plusMonths(1)), editions.current(), editions.tariffs());
        return bill.sums().known() > 0 ? new BillText(bill, frame).figures() : List.of();
    }
}
