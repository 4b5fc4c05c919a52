package org.socle.fleet.lifecycle;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * One rate with all that is behind it. Immutable.
 *
 * @param money whether it is counted in cents; else in pieces
 * @param target what the law asks for, in percent; empty when it asks for nothing
 * @param lines what was looked at, what is counted first
 */
public record Share(Rate rate, boolean money, OptionalInt target, List<Line> lines) {

    /** How something is counted, or why it is not. */
    public enum Why {
        REUSE(true),
        GIFT(true),
        RECYCLED(true),
        NEW(true),
        /** Retired before the year and still there. */
        STOCK(true),
        /** That, and reused in the year. */
        STOCK_REUSED(true),
        /** Retired and reused in the same year. */
        REUSED(true),
        TOO_OLD(false),
        AGE_UNKNOWN(false),
        /** Retired in the year and still there, or gone elsewhere: neither above nor below. */
        RETIRED_LATER(false),
        PRICE_UNKNOWN(false),
        FLAT_UNKNOWN(false),
        ORIGIN_UNKNOWN(false);

        private final boolean counted;

        Why(boolean counted) {
            this.counted = counted;
        }

        public boolean counted() {
            return counted;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One piece of equipment.
     *
     * @param weight cents or pieces; 0 when it is not counted
     * @param above whether it is in the numerator
     * @param wider whether it is in the wider numerator, with what holds recycled parts; always when it is in the narrow one
     * @param below whether it is in the denominator
     */
    public record Line(Item item, long weight, boolean above, boolean wider, boolean below, Why why) {
        static Line out(Item item, Why why) {
            return new Line(item, 0, false, false, false, why);
        }
    }

    public long numerator() {
        return sum(Line::above);
    }

    /** The numerator when recycled parts count as reuse does; the same as the narrow one where that is no question. */
    public long wider() {
        return sum(Line::wider);
    }

    public long denominator() {
        return sum(Line::below);
    }

    /** In percent; empty when the denominator is 0. */
    public OptionalDouble percent() {
        return percent(numerator());
    }

    /** The wider one in percent, likewise. */
    public OptionalDouble widerPercent() {
        return percent(wider());
    }

    private OptionalDouble percent(long part) {
        long whole = denominator();
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * part / whole);
    }

    /** How many pieces have this verdict. */
    public long count(Why why) {
        return lines.stream().filter(line -> line.why() == why).count();
    }

    private long sum(Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(Line::weight).sum();
    }
}
