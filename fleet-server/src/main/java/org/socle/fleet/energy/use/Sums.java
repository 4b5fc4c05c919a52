package org.socle.fleet.energy.use;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What machines consumed in some time, and what of it served. Energies in watt-hours; the {@link Measure#PARTS} add up to {@link
 * #total()}. Immutable.
 */
public final class Sums {
    /** Nothing, of which nothing is known. */
    public static final Sums NONE = new Sums(new double[Measure.values().length]);

    private final double[] values;

    private Sums(double[] values) {
        this.values = values;
    }

    /** One figure, and the column of the database's tables it is kept in. */
    public enum Measure {
        /** Watt-hours in school time, in use; of a machine that tells nothing of its use, all of school time. */
        USED,
        /** Watt-hours in school time while nobody used the machine. */
        IDLE,
        /** Watt-hours while on outside school time. */
        OUTSIDE,
        /** Watt-hours while asleep. */
        ASLEEP,
        /** Watt-hours while switched off. */
        OFF,
        /** Watt-hours of which only a longer time is known, not the hour. */
        UNDATED,
        /** Watt-hours of {@link #ASLEEP} and {@link #OFF} that fell into school time. */
        RESTING_SCHOOL,
        /** Watt-hours of all these that a meter counted. */
        METERED,
        /** Watt-hours by which all these may be off. */
        UNCERTAINTY,
        /** Watt-hours of all these that went into external screens. */
        SCREENS,
        /** Seconds on in school time. */
        ON_SCHOOL,
        /** Seconds on outside school time. */
        ON_OUTSIDE,
        /** Seconds in use in school time. */
        ACTIVE,
        /** Seconds with the screen on while nobody used the machine, at whatever time. */
        LIT_UNUSED,
        ASLEEP_TIME,
        OFF_TIME,
        UNDATED_TIME,
        /** Seconds that passed, summed over machines: what of them is in no other time is time of which nothing is known. */
        TIME;

        /** The parts of {@link Sums#total()}. */
        public static final List<Measure> PARTS = List.of(USED, IDLE, OUTSIDE, ASLEEP, OFF, UNDATED);

        /** Its column in the tables. */
        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sums of figures that something tells, one for each measure. */
    public static <E extends Exception> Sums of(Source<E> source) throws E {
        double[] values = new double[Measure.values().length];
        for (Measure measure : Measure.values()) {
            values[measure.ordinal()] = source.get(measure);
        }
        return new Sums(values);
    }

    /** Tells figures, such as the row of a table. */
    @FunctionalInterface
    public interface Source<E extends Exception> {
        double get(Measure measure) throws E;
    }

    /** A sum to be. Not thread-safe. */
    static final class Builder {
        private final double[] values = new double[Measure.values().length];

        Builder add(Measure measure, double amount) {
            values[measure.ordinal()] += amount;
            return this;
        }

        Sums build() {
            return new Sums(values.clone());
        }
    }

    public double get(Measure measure) {
        return values[measure.ordinal()];
    }

    /** All that was consumed, in watt-hours. */
    public double total() {
        return Measure.PARTS.stream().mapToDouble(this::get).sum();
    }

    /** Watt-hours outside school time: on, asleep or off. What has no known hour is in neither. */
    public double outsideSchool() {
        return get(Measure.OUTSIDE) + get(Measure.ASLEEP) + get(Measure.OFF) - get(Measure.RESTING_SCHOOL);
    }

    /** Watt-hours in school time while nobody used the machine: on, asleep or off. */
    public double unusedSchool() {
        return get(Measure.IDLE) + get(Measure.RESTING_SCHOOL);
    }

    /** Both together. */
    public Sums plus(Sums other) {
        double[] both = values.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += other.values[i];
        }
        return new Sums(both);
    }

    /** Seconds of which something is known. */
    public double known() {
        return get(Measure.ON_SCHOOL)
                + get(Measure.ON_OUTSIDE)
                + get(Measure.ASLEEP_TIME)
                + get(Measure.OFF_TIME)
                + get(Measure.UNDATED_TIME);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && Arrays.equals(values, sums.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Measure measure : Measure.values()) {
            text.append(measure).append('=').append(get(measure)).append(' ');
        }
        return text.toString().strip();
    }
}
