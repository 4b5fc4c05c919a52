package org.socle.fleet.energy.bill;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.factor.Territory;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * What months of places cost, in money and carbon. Pure.
 *
 * @param sums what was consumed
 * @param machines how many had figures in the month that had most of them
 * @param cents what was paid for the part of it that has a tariff, in cents of a euro
 * @param centsUncertainty by how much that may be off: as much as the energy it was paid for
 * @param priced watt-hours of that part
 * @param kilograms of CO₂ equivalent of the part that has a factor
 * @param kilogramsUncertainty by how much that may be off: the energy's uncertainty, and the factor's where one is told, added up
 * @param factored watt-hours of that part
 * @param grid the factors that were used, in order of their years
 * @param edition they are from
 */
public record Bill(
        Sums sums,
        int machines,
        double cents,
        double centsUncertainty,
        double priced,
        double kilograms,
        double kilogramsUncertainty,
        double factored,
        List<Factor> grid,
        String edition) {

    private static final double KILO = 1000;

    /** The bill of some months of some places. */
    public static Bill of(List<PlaceMonth> months, Factors factors, Tariffs tariffs) {
        return of(months, Period.ofMonths(1), factors, tariffs);
    }

    /**
     * The same for what is no month.
     *
     * @param each how long each of them is
     */
    static Bill of(List<PlaceMonth> months, Period each, Factors factors, Tariffs tariffs) {
        Sums sums = Sums.NONE;
        double cents = 0;
        double centsUncertainty = 0;
        double priced = 0;
        double kilograms = 0;
        double kilogramsUncertainty = 0;
        double factored = 0;
        TreeMap<Integer, Factor> used = new TreeMap<>();
        TreeMap<LocalDate, Integer> machines = new TreeMap<>();
        for (PlaceMonth month : months) {
            sums = sums.plus(month.sums());
            machines.merge(month.month(), month.machines(), Integer::sum);
            double consumed = month.sums().total();
            double uncertain = month.sums().get(Measure.UNCERTAINTY);
            OptionalDouble price =
                    tariffs.mean(month.path(), month.month(), month.month().plus(each));
            if (price.isPresent()) {
                cents += consumed / KILO * price.getAsDouble();
                centsUncertainty += uncertain / KILO * price.getAsDouble();
                priced += consumed;
            }
            Optional<Factor> grid = factors.grid(month.month().getYear(), Territory.of(month.uai()));
            Factor factor = grid.orElse(null);
            if (factor != null && factor.value() != null && factor.year() != null) {
                kilograms += consumed / KILO * factor.value();
                kilogramsUncertainty += (uncertain * factor.value() + consumed * factor.off()) / KILO;
                factored += consumed;
                used.put(factor.year(), factor);
            }
        }
        return new Bill(
                sums,
                machines.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                cents,
                centsUncertainty,
                priced,
                kilograms,
                kilogramsUncertainty,
                factored,
                new ArrayList<>(used.values()),
                factors.edition());
    }

    /** All of it, in watt-hours. */
    public double consumed() {
        return sums.total();
    }

    /** What was taken while nobody can have been there, on, asleep or off: watt-hours. */
    public OffHours offHours() {
        return new OffHours(
                sums.outsideSchool(), consumed() - sums.get(Measure.UNDATED), consumed(), sums.get(Measure.METERED));
    }

    /** The share that a meter counted, 0 to 1; empty when nothing was consumed. */
    public OptionalDouble meteredShare() {
        return share(sums.get(Measure.METERED));
    }

    /** By how much {@link #consumed()} may be off, as a share of it; empty when nothing was consumed. */
    public OptionalDouble uncertainty() {
        return share(sums.get(Measure.UNCERTAINTY));
    }

    private OptionalDouble share(double part) {
        return consumed() > 0 ? OptionalDouble.of(part / consumed()) : OptionalDouble.empty();
    }
}
