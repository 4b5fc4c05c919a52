package org.socle.contract.senml;

import org.jspecify.annotations.Nullable;

/**
 * One resolved record (RFC 8428 §4.6): base fields are already folded in.
 *
 * @param name full name, base name included
 * @param time seconds since 1970 when at least {@link #ABSOLUTE_FROM}, else seconds relative to now (usually 0 or
 *     negative)
 * @param unit null when the record names none
 * @param value a {@link Long}, {@link Double}, {@link String}, {@link Boolean} or {@code byte[]}; null when there is only
 *     a sum
 * @param sum integrated value in unit·seconds, null when absent
 * @param updateTime seconds until the next record is due at the latest, null when absent
 */
public record SenmlRecord(
        String name,
        double time,
        @Nullable String unit,
        @Nullable Object value,
        @Nullable Double sum,
        @Nullable Double updateTime) {

    /** Times below 2^28 are relative to now (RFC 8428 §4.5.3). */
    public static final double ABSOLUTE_FROM = 1 << 28;

    /** A record with a value only. */
    public static SenmlRecord of(String name, double time, @Nullable String unit, Object value) {
        return new SenmlRecord(name, time, unit, value, null, null);
    }
}
