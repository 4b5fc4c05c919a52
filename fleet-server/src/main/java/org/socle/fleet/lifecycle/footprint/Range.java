package org.socle.fleet.lifecycle.footprint;

/**
 * An estimate between two ends, in kilograms of CO₂ equivalent. Immutable.
 *
 * @param low not above {@code high}
 */
public record Range(double low, double high) {
    /** Nothing. */
    public static final Range NONE = new Range(0, 0);

    public Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    public Range over(double divisor) {
        return new Range(low / divisor, high / divisor);
    }

    /** Less something; below zero when that is more: reuse that needed many parts may have cost more than it avoided. */
    public Range less(Range other) {
        return new Range(low - other.high, high - other.low);
    }
}
