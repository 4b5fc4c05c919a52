package org.socle.fleet.reading;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How finely a history is asked for. */
public enum Step {
    /** Every reading as it came. */
    RAW(Duration.ofMillis(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Step(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Step> of(String word) {
        return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
    }

    /** The step that answers a few hundred points at most for a length of time, where readings come every five minutes. */
    public static Step suiting(Duration length) {
        if (length.compareTo(Duration.ofDays(2)) <= 0) {
            return RAW;
        }
        return length.compareTo(Duration.ofDays(31)) <= 0 ? HOUR : DAY;
    }
}
