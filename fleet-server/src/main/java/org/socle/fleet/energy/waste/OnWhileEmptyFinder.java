package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

/** A machine that is often left on after class, but not always. An hour before and after class is what people need. */
final class OnWhileEmptyFinder implements Finder {
    /** Hours a day of class that need no explanation: before, between and after lessons. */
    private static final double USUAL = 4;

    /** Hours a day, over all days, above these. */
    private static final double MANY = 2;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        double outside = weeks.hoursADay(Measure.ON_OUTSIDE);
        double usual = USUAL * weeks.classDays() / Math.max(1, weeks.days());
        double over = outside - usual;
        if (weeks.alwaysOn() || weeks.totem() || over < MANY) {
            return Optional.empty();
        }
        return weeks.found(
                WasteKind.ON_WHILE_EMPTY,
                weeks.yearlyOutside(weeks.sums().get(Measure.OUTSIDE)) * over / outside,
                over);
    }
}
