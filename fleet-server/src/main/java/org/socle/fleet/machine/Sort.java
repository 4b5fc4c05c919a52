package org.socle.fleet.machine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Orders of a list of machines. */
public enum Sort {
    /** Worst first, then by name. */
    STATUS,
    NAME,
    /** Last heard of first. */
    SEEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Sort> of(String word) {
        return Arrays.stream(values()).filter(sort -> sort.word().equals(word)).findFirst();
    }
}
