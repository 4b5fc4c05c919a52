package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * A strong machine that is always on and has next to nothing to do: an efficient one in its place, on as long, would take a part of
 * it.
 */
final class OversizedFinder implements Finder {
    /** Times the power at rest of an efficient machine of the kind. */
    private static final double TIMES = 3;

    /** Percent. */
    private static final double BUSY = 20;

    private static final double SECONDS_PER_HOUR = 3600;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        Double efficient =
                factors.of("efficient", weeks.type()).map(Factor::value).orElse(null);
        if (efficient == null
                || weeks.idleWatts().isEmpty()
                || weeks.load().isEmpty()
                || !weeks.alwaysOn()
                || weeks.load().getAsDouble() >= BUSY
                || weeks.idleWatts().getAsDouble() < TIMES * efficient) {
            return Optional.empty();
        }
        double less = weeks.idleWatts().getAsDouble() - efficient;
        double hours = (weeks.yearlyInClass(weeks.sums().get(Measure.ON_SCHOOL))
                        + weeks.yearlyOutside(weeks.sums().get(Measure.ON_OUTSIDE)))
                / SECONDS_PER_HOUR;
        return weeks.found(WasteKind.OVERSIZED, less * hours, weeks.idleWatts().getAsDouble());
    }
}
