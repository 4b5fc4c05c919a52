package org.socle.fleet.machine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person should think of a machine, worst first. */
public enum Status {
    /** A finding says it does not do its work, or is about to stop doing it. */
    DOWN("■"),
    /** Its connection broke and it is missed: in school time, for longer than machines are forgiven. */
    SILENT("○"),
    /** A finding deserves a look. */
    WATCH("▲"),
    OK("●"),
    /** Switched off, or cut outside school time: a success, not an alert. */
    OFF("◐");

    private final String shape;

    Status(String shape) {
        this.shape = shape;
    }

    /** The sign that goes with the word, for those who do not see the colour. */
    public String shape() {
        return shape;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
