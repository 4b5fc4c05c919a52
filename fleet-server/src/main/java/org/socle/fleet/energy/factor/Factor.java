package org.socle.fleet.energy.factor;

import org.jspecify.annotations.Nullable;

/**
 * One figure of somebody else's, with where it comes from.
 *
 * @param kind what it is, one of {@link Factors#KINDS}
 * @param subject of what: {@code electricity}, a {@code device.type}, a part
 * @param year for which it holds; null for one that holds always
 * @param territory where; empty for everywhere
 * @param value null for one that is known as a range only
 * @param low end of the range; null without one
 * @param high end of the range; null without one
 * @param source who says so
 */
public record Factor(
        String kind,
        String subject,
        @Nullable Integer year,
        String territory,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        String unit,
        String source,
        String licence,
        String note) {

    /** By how much the value may be off by its range, at the farther end; 0 where no range is told. */
    public double off() {
        if (value == null) {
            return 0;
        }
        return Math.max(low == null ? 0 : value - low, high == null ? 0 : high - value);
    }
}
