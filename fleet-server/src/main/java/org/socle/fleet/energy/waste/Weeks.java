package org.socle.fleet.energy.waste;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * What a machine did in the last four weeks, and what that comes to in a year: what is wasted in class by the hours of class that the
 * school's own calendar has in a year, what is wasted outside class by the hours that are none. Neither holidays nor weeks without
 * any are taken for the whole year.
 *
 * @param type value of {@code device.type}; empty when unknown
 * @param sums of all these days
 * @param days of which something is known
 * @param wholeDays days on which it was on for 22 hours or more
 * @param idleWatts power at rest by its model or meter; empty when unknown
 * @param load mean load of its processor, 0 to 100; empty when unknown
 * @param classDays days with class among {@code days}
 * @param scale what a year is of {@code days}
 */
record Weeks(
        String type,
        Sums sums,
        int days,
        int wholeDays,
        OptionalDouble idleWatts,
        OptionalDouble load,
        int classDays,
        Scale scale) {

    /** Days the finders look at. */
    static final int DAYS = 28;

    /** From this many seconds on a day was one on which it was never off. */
    static final double WHOLE_DAY = 22 * 3600;

    private static final double SECONDS_PER_HOUR = 3600;

    /** Whether it is a totem. */
    boolean totem() {
        return type.equals("board");
    }

    /** Whether it is hardly ever off. */
    boolean alwaysOn() {
        return days > 0 && wholeDays >= 0.8 * days;
    }

    /** Mean power while it is on, screens included, in watts; empty when it was never on. */
    OptionalDouble watts() {
        double seconds = sums.get(Measure.ON_SCHOOL) + sums.get(Measure.ON_OUTSIDE);
        double wattHours = sums.get(Measure.USED) + sums.get(Measure.IDLE) + sums.get(Measure.OUTSIDE);
        return seconds < SECONDS_PER_HOUR
                ? OptionalDouble.empty()
                : OptionalDouble.of(wattHours / (seconds / SECONDS_PER_HOUR));
    }

    /** Hours a day of a time that is summed in seconds. */
    double hoursADay(Measure time) {
        return days == 0 ? 0 : sums.get(time) / SECONDS_PER_HOUR / days;
    }

    /** What something that happened in class in these days comes to in a year. */
    double yearlyInClass(double amount) {
        return amount * scale.inClass();
    }

    /** The same of what happened outside class. */
    double yearlyOutside(double amount) {
        return amount * scale.outside();
    }

    /** The same of what nobody can tell when it happened. */
    double yearlyUndated(double amount) {
        return amount * scale.days();
    }

    /** A finding; empty when it saves next to nothing. */
    Optional<Waste> found(WasteKind kind, double yearlyWattHours, double measure) {
        return yearlyWattHours < Waste.LEAST
                ? Optional.empty()
                : Optional.of(waste(kind, yearlyWattHours, measure, null));
    }

    /** A finding, however little it saves; as unsure as what was consumed in these days. */
    Waste waste(WasteKind kind, double yearlyWattHours, double measure, @Nullable Years carbon) {
        double off = sums.total() > 0 ? sums.get(Measure.UNCERTAINTY) / sums.total() : 0;
        return new Waste(kind, yearlyWattHours, yearlyWattHours * off, measure, carbon);
    }
}
