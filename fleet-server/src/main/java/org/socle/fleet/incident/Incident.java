package org.socle.fleet.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Status;

/**
 * One cause of trouble.
 *
 * @param id the database's number
 * @param cause name of what was found, the key of its words: {@code rule.{cause}} in the message files
 * @param severity {@link Status#WATCH} or {@link Status#DOWN}: the worst it was
 * @param machine number of the machine whose trouble it is; null when it is a place's
 * @param place number of the school or room whose trouble it is; null for a machine's, or when the place is gone
 * @param opened when it began to count
 * @param changed since when it is in its state
 * @param until end of {@link State#SUPPRESSED}; null in other states
 * @param owner account that took it on; null when nobody has
 * @param resolved null while it is not
 */
public record Incident(
        long id,
        String cause,
        Status severity,
        @Nullable Long machine,
        @Nullable Long place,
        State state,
        Instant opened,
        Instant changed,
        @Nullable Instant until,
        @Nullable Long owner,
        @Nullable Instant resolved) {
    /** Address of its page. */
    public String path() {
        return path(id);
    }

    static String path(long id) {
        return "/incidents/" + id;
    }
}
