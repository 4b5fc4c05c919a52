package org.socle.fleet.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a ticket comes from. */
public enum Origin {
    /** The data: somebody opened it from an incident. */
    INCIDENT,
    /** Somebody without an account, by a label's code. */
    HELP,
    /** Somebody with an account. */
    PERSON;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Origin> of(String word) {
        return Arrays.stream(values())
                .filter(origin -> origin.word().equals(word))
                .findFirst();
    }
}
