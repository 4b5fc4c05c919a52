package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * A screen that stays on while nobody uses the machine. Screens are counted together with when they are lit, but not by class: their
 * waste is taken to fall as the time falls in which the machine is on.
 */
final class ScreenUnusedFinder implements Finder {
    /** Hours a day. */
    private static final double MANY = 3;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        double lit = weeks.hoursADay(Measure.LIT_UNUSED);
        double on = weeks.hoursADay(Measure.ON_SCHOOL) + weeks.hoursADay(Measure.ON_OUTSIDE);
        if (weeks.totem() || lit < MANY || on <= 0) {
            return Optional.empty();
        }
        double wasted = weeks.sums().get(Measure.SCREENS) * Math.min(1, lit / on);
        double inClass = wasted * weeks.hoursADay(Measure.ON_SCHOOL) / on;
        return weeks.found(
                WasteKind.SCREEN_UNUSED, weeks.yearlyInClass(inClass) + weeks.yearlyOutside(wasted - inClass), lit);
    }
}
