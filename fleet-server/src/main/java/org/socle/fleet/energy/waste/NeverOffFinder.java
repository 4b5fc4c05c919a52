package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

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
