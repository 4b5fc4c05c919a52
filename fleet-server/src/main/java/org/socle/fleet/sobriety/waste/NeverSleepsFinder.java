package org.socle.fleet.sobriety.waste;

import java.util.Optional;
import org.socle.fleet.sobriety.account.Sums.Measure;
import org.socle.fleet.sobriety.factor.Factors;

/** A machine that stands unused for hours of class, day after day, and never goes to sleep. */
final class NeverSleepsFinder implements Finder {
    /** Hours a day of class, unused. */
    private static final double MANY = 4;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        if (weeks.classDays() == 0 || weeks.totem() || weeks.sums().get(Measure.ASLEEP_TIME) > 0) {
            return Optional.empty();
        }
        double unused = (weeks.sums().get(Measure.ON_SCHOOL) - weeks.sums().get(Measure.ACTIVE)) / 3600;
        double aDay = unused / weeks.classDays();
        return aDay < MANY
                ? Optional.empty()
                : weeks.found(WasteKind.NEVER_SLEEPS, weeks.yearly(weeks.sums().get(Measure.IDLE)), aDay);
    }
}
