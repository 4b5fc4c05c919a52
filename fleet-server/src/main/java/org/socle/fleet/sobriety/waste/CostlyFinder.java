package org.socle.fleet.sobriety.waste;

import java.util.Optional;
import org.socle.fleet.sobriety.factor.Factor;
import org.socle.fleet.sobriety.factor.Factors;

/**
 * A machine whose electricity pays for an efficient refurbished one within a few years. Carbon is said beside it and decides
 * nothing: in France making a machine weighs more than running it, and a refurbished one is made already.
 */
final class CostlyFinder implements Finder {
    /** Years within which a replacement has to be paid for to be proposed. */
    private static final double SOON = 4;

    private static final double CENTS = 100;
    private static final double KILO = 1000;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, double price) {
        Double efficient =
                factors.of("efficient", weeks.type()).map(Factor::value).orElse(null);
        Double costs = factors.of("price", weeks.type()).map(Factor::value).orElse(null);
        if (efficient == null || costs == null || price <= 0 || weeks.watts().isEmpty()) {
            return Optional.empty();
        }
        double watts = weeks.watts().getAsDouble();
        if (watts <= efficient) {
            return Optional.empty();
        }
        double consumed = weeks.yearly(weeks.sums().total());
        double saved = consumed * (1 - efficient / watts);
        double years = costs / (saved / KILO * price / CENTS);
        return years > SOON ? Optional.empty() : weeks.found(WasteKind.COSTLY, saved, years);
    }
}
