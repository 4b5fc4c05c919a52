package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * A totem that is on at night. It may be on while people pass by, from early to late on days of class; what it takes outside class
 * on top of that is what the sum of its hours says.
 */
final class LitAtNightFinder implements Finder {
    /** Hours outside class, on a day of class, at which somebody may pass by: before, between and after. */
    private static final double PASSING = 6;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        if (!weeks.totem() || !weeks.alwaysOn()) {
            return Optional.empty();
        }
        double outside = weeks.hoursADay(Measure.ON_OUTSIDE);
        double passing = PASSING * weeks.classDays() / Math.max(1, weeks.days());
        double share = outside <= 0 ? 0 : Math.max(0, outside - passing) / outside;
        // Little energy, but a screen on the street at night: it counts from a kilowatt-hour on.
        double yearly = weeks.yearlyOutside(weeks.sums().get(Measure.OUTSIDE)) * share;
        return share <= 0
                ? Optional.empty()
                : Optional.of(weeks.waste(WasteKind.LIT_AT_NIGHT, yearly, outside - passing, null));
    }
}
