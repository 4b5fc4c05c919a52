package org.socle.fleet.energy.bill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/** The energies that files and the API tell beside the sum, in kilowatt-hours, in their order. */
enum EnergyColumn {
    UNCERTAINTY(sums -> sums.get(Measure.UNCERTAINTY)),
    METERED(sums -> sums.get(Measure.METERED)),
    USED(sums -> sums.get(Measure.USED)),
    IDLE(sums -> sums.get(Measure.IDLE)),
    OUTSIDE(sums -> sums.get(Measure.OUTSIDE)),
    ASLEEP(sums -> sums.get(Measure.ASLEEP)),
    OFF(sums -> sums.get(Measure.OFF)),
    UNDATED(sums -> sums.get(Measure.UNDATED)),
    SCREENS(sums -> sums.get(Measure.SCREENS)),
    OUTSIDE_SCHOOL(Sums::outsideSchool);

    private static final double KILO = 1000;

    private final ToDoubleFunction<Sums> wattHours;

    EnergyColumn(ToDoubleFunction<Sums> wattHours) {
        this.wattHours = wattHours;
    }

    /** Their names for programs; those for people are {@code energy.column.{key}}. */
    static List<String> keys() {
        return Arrays.stream(values()).map(EnergyColumn::key).toList();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT) + "_kwh";
    }

    /** Kilowatt-hours. */
    double of(Sums sums) {
        return wattHours.applyAsDouble(sums) / KILO;
    }
}
