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

    /**
     * Whether a driver says by it that it does not know: all bits set in 16 or 32 bits without a sign, also times a thousand
     * where the firmware counts in thousandths and the kernel in millionths.
     */
    public static boolean placeholder(long number) {
        long counted = number % 1000 == 0 ? number / 1000 : number;
        return number == 0xFFFF || number == 0xFFFF_FFFFL || counted == 0xFFFF || counted == 0xFFFF_FFFFL;
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
