package org.socle.fleet.incident;

import java.util.Arrays;
import java.util.Locale;

/** What happened to an incident. Its words are {@code incident.event.{word}} in the message files. */
public enum Event {
    OPENED,
    /** It was worth a look and is now a breakdown. */
    WORSE,
    ACKNOWLEDGED,
    SUPPRESSED,
    /** Who had taken it on, or put it out of sight, leaves it to others again. */
    RELEASED,
    /** Its rest is over and the data still show it. */
    WOKEN,
    /** The data show it again soon after they had not. */
    REOPENED,
    /** The data no longer show it. */
    RESOLVED,
    /** Somebody has closed it. */
    CLOSED,
    NOTE,
    /** Somebody has opened a ticket for it. */
    TICKET;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Event of(String word) {
        return Arrays.stream(values())
                .filter(event -> event.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no event of an incident"));
    }
}
