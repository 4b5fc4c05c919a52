package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * A machine that stands unused for hours of class, day after day, and goes to sleep next to never: a lid that was shut once in four
 * weeks is no habit. Sleep counts at whatever hour, since the sums tell it by the day: one that sleeps by night is not found.
 */
final class NeverSleepsFinder implements Finder {
    /** Hours a day of class, unused. */
    private static final double MANY = 4;

    private static final double SECONDS_PER_HOUR = 3600;

    /** Time asleep, as a share of the time unused in class, from which on a machine does go to sleep. */
    private static final double SLEEPS = 0.05;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        if (weeks.classDays() == 0 || weeks.totem()) {
            return Optional.empty();
        }
        double unused = weeks.sums().get(Measure.ON_SCHOOL) - weeks.sums().get(Measure.ACTIVE);
        double aDay = unused / SECONDS_PER_HOUR / weeks.classDays();
        return aDay < MANY || weeks.sums().get(Measure.ASLEEP_TIME) >= SLEEPS * unused
                ? Optional.empty()
                : weeks.found(
                        WasteKind.NEVER_SLEEPS, weeks.yearlyInClass(weeks.sums().get(Measure.IDLE)), aDay);
    }
}
