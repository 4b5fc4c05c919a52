package org.socle.fleet.ticket;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How soon a ticket is to be solved, in hours of class. A half-day of class has three of them, a week 24. */
public enum Priority {
    /** Within a half-day: a room or a school cannot teach. */
    URGENT(3),
    /** Within a day: a machine that is needed does not work. */
    HIGH(6),
    /** Within a week. */
    NORMAL(24),
    /** Within a month. */
    LOW(96);

    private final Duration within;

    Priority(int hours) {
        this.within = Duration.ofHours(hours);
    }

    /** How much class there may be until it is solved. */
    public Duration within() {
        return within;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Priority> of(String word) {
        return Arrays.stream(values())
                .filter(priority -> priority.word().equals(word))
                .findFirst();
    }
}
