package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * A machine whose electricity pays for an efficient refurbished one within a few years. Beside it stands after how many years the
 * replacement has saved what making it emitted. That decides nothing: the range is wide, for what share of the making of a new one
 * a refurbished one carries is known as a range only (what ADEME, 2022, does not count as avoided).
 */
final class CostlyFinder implements Finder {
    /** Years within which a replacement has to be paid for to be proposed. */
    private static final double SOON = 4;

    private static final double CENTS = 100;
    private static final double KILO = 1000;

    @Override
    public Optional<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        Double efficient =
                factors.of("efficient", weeks.type()).map(Factor::value).orElse(null);
        Double costs = factors.of("price", weeks.type()).map(Factor::value).orElse(null);
        if (efficient == null
                || costs == null
                || supply.cents() <= 0
                || weeks.watts().isEmpty()) {
            return Optional.empty();
        }
        // Screens stay, and what is on at night for nobody is cured for nothing.
        Sums sums = weeks.sums();
        double on = sums.get(Measure.USED) + sums.get(Measure.IDLE) + sums.get(Measure.OUTSIDE);
        double alone = on > 0 ? Math.max(0, 1 - sums.get(Measure.SCREENS) / on) : 0;
        double watts = weeks.watts().getAsDouble() * alone;
        if (watts <= efficient) {
            return Optional.empty();
        }
        double inClass = sums.get(Measure.USED) + sums.get(Measure.IDLE) + sums.get(Measure.RESTING_SCHOOL);
        double outside = sums.outsideSchool() - (weeks.alwaysOn() ? sums.get(Measure.OUTSIDE) : 0);
        double consumed = alone
                * (weeks.yearlyInClass(inClass)
                        + weeks.yearlyOutside(outside)
                        + weeks.yearlyUndated(sums.get(Measure.UNDATED)));
        double saved = consumed * (1 - efficient / watts);
        double years = costs / (saved / KILO * supply.cents() / CENTS);
        return years > SOON
                ? Optional.empty()
                : weeks.found(WasteKind.COSTLY, saved, years)
                        .map(waste -> weeks.waste(
                                waste.kind(),
                                waste.yearly(),
                                waste.measure(),
                                carbon(weeks.type(), factors, saved / KILO * supply.kilograms())));
    }

    /** Years after which what a refurbished one carries of its making is saved; null when a factor is missing. */
    private static @Nullable Years carbon(String type, Factors factors, double savedYearly) {
        Factor made = factors.of("embodied", type).orElse(null);
        Factor avoided = factors.of("avoided", type).orElse(null);
        if (made == null || avoided == null || savedYearly <= 0) {
            return null;
        }
        Double least = made.low();
        Double most = made.high();
        Double seldom = avoided.low();
        Double mostly = avoided.high();
        return least == null || most == null || seldom == null || mostly == null
                ? null
                : new Years(least * (1 - mostly) / savedYearly, most * (1 - seldom) / savedYearly);
    }
}
