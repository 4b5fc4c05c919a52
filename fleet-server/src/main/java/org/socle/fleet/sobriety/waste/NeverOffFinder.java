package org.socle.fleet.sobriety.waste;

import java.util.Optional;
import org.socle.fleet.sobriety.account.Sums.Measure;
import org.socle.fleet.sobriety.factor.Factors;

/** A machine that is on day and night. Switched off outside class it would save nearly all it takes then. */
final class NeverOffFinder implements Finder {
    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        return weeks.alwaysOn() && !weeks.totem()
                ? weeks.found(
                        WasteKind.NEVER_OFF,
                        weeks.yearlyOutside(weeks.sums().get(Measure.OUTSIDE)),
                        weeks.hoursADay(Measure.ON_OUTSIDE))
                : Optional.empty();
    }
}
