package org.socle.fleet.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Figures of a school, or of several. Immutable.
 *
 * @param machines how many there are now
 * @param machineTime class of the period, once for each machine that was known then
 * @param downTime of that, while a machine did not work
 * @param repairs tickets that were solved in the period
 * @param interventions how many there were
 * @param minutes spent on them
 * @param travel minutes on the way
 * @param parts their cost in cents
 * @param other further cost in cents
 */
public record Tally(
        int machines,
        Duration machineTime,
        Duration downTime,
        List<Repair> repairs,
        int interventions,
        long minutes,
        long travel,
        long parts,
        long other) {
    static final Tally NONE = new Tally(0, Duration.ZERO, Duration.ZERO, List.of(), 0, 0, 0, 0, 0);

    /** All of them together. */
    static Tally sum(Collection<Tally> tallies) {
        List<Repair> repairs = new ArrayList<>();
        Tally sum = NONE;
        for (Tally each : tallies) {
            repairs.addAll(each.repairs);
            sum = new Tally(
                    sum.machines + each.machines,
                    sum.machineTime.plus(each.machineTime),
                    sum.downTime.plus(each.downTime),
                    List.of(),
                    sum.interventions + each.interventions,
                    sum.minutes + each.minutes,
                    sum.travel + each.travel,
                    sum.parts + each.parts,
                    sum.other + each.other);
        }
        return new Tally(
                sum.machines,
                sum.machineTime,
                sum.downTime,
                List.copyOf(repairs),
                sum.interventions,
                sum.minutes,
                sum.travel,
                sum.parts,
                sum.other);
    }

    /** The share of class in which machines could be used, 0 to 100; empty when there was none. */
    public OptionalDouble availability() {
        return machineTime.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * (machineTime.toSeconds() - downTime.toSeconds()) / machineTime.toSeconds());
    }

    /** How many tickets were solved. */
    public int repaired() {
        return repairs.size();
    }

    /** Hours of class until a ticket was solved, in the mean; empty when none was. */
    public OptionalDouble meanClassHours() {
        return mean(Repair::classTime);
    }

    /** The same, half of them below and half above. */
    public OptionalDouble medianClassHours() {
        return median(Repair::classTime);
    }

    /** Hours by the calendar until a ticket was solved, in the mean; empty when none was. */
    public OptionalDouble meanHours() {
        return mean(Repair::time);
    }

    /** The same, half of them below and half above. */
    public OptionalDouble medianHours() {
        return median(Repair::time);
    }

    /** In cents: parts and the rest, without the time. */
    public long cost() {
        return parts + other;
    }

    private OptionalDouble mean(Function<Repair, Duration> length) {
        return repairs.stream()
                .mapToDouble(repair -> length.apply(repair).toSeconds() / 3600.0)
                .average();
    }

    private OptionalDouble median(Function<Repair, Duration> length) {
        double[] hours = repairs.stream()
                .mapToDouble(repair -> length.apply(repair).toSeconds() / 3600.0)
                .sorted()
                .toArray();
        int half = hours.length / 2;
        return hours.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(hours.length % 2 == 1 ? hours[half] : (hours[half - 1] + hours[half]) / 2);
    }
}
