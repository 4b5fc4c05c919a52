package org.socle.fleet.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has become of an incident. */
public enum State {
    OPEN,
    /** Somebody has taken it on. */
    ACKNOWLEDGED,
    /** Out of sight until a moment; if the data still show it then, it is open again. */
    SUPPRESSED,
    /** The data no longer show it, or somebody has closed it with a reason. */
    RESOLVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
