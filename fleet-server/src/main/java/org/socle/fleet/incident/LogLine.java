package org.socle.fleet.incident;

import java.time.Instant;

/**
 * One line of an incident's history.
 *
 * @param who name of the account; empty for the data
 * @param redacted whether its words were taken out
 * @param detail words a person wrote, the end of a rest, the number of a ticket; empty for most
 */
public record LogLine(long id, Instant at, Event event, String who, String detail, boolean redacted) {
    /** Whether a person wrote its words, which can be taken out. */
    boolean words() {
        return (event == Event.NOTE || event == Event.CLOSED) && !detail.isEmpty();
    }
}
