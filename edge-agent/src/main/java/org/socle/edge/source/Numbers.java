package org.socle.edge.source;

import java.util.Optional;

/** Numbers as kernels and tools write them; text that is no number is an empty answer. */
public final class Numbers {
    private Numbers() {}

    /** A whole number, decimal or {@code 0x…}. */
    public static Optional<Long> whole(String text) {
        String trimmed = text.trim();
        try {
            return Optional.of(
                    trimmed.startsWith("0x") ? Long.parseLong(trimmed.substring(2), 16) : Long.parseLong(trimmed));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A finite decimal number. */
    public static Optional<Double> decimal(String text) {
        try {
            double number = Double.parseDouble(text.trim());
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
