package org.socle.fleet.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How something came. */
public enum Acquisition {
    NEW,
    /** Bought second-hand or refurbished. */
    REUSE,
    /** Bought new, with recycled parts or matter in it. */
    RECYCLED,
    GIFT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody had it before. */
    public boolean used() {
        return this == REUSE || this == GIFT;
    }

    public static Optional<Acquisition> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
