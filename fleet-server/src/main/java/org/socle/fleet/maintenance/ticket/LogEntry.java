package org.socle.fleet.maintenance.ticket;

import java.time.Instant;

/**
 * One line of a ticket's log, which is only ever added to.
 *
 * @param actor who, by the name of then; empty for somebody on the help page
 * @param detail what goes with it: a text, a number, a name; empty for nothing
 */
public record LogEntry(Instant at, What what, String actor, String detail) {

    /** What happened. Its words are {@code ticket.log.{word}} in the message files. */
    public enum What {
        OPENED,
        /** Reported once more; the detail is what was written. */
        AGAIN,
        /** The detail is a name; empty: taken away from whoever had it. */
        ASSIGNED,
        PRIORITY,
        PLANNED,
        WAITING,
        RESUMED,
        SOLVED,
        CLOSED,
        REOPENED,
        NOTE,
        PHOTO,
        PHOTO_REMOVED,
        /** The detail is what was done. */
        INTERVENTION;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
