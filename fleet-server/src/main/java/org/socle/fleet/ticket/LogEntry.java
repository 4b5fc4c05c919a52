package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a ticket's log, which is only ever added to.
 *
 * @param actor who, by the name of then; empty for somebody on the help page
 * @param detail what goes with it: a text, a number, a name; empty for nothing
 * @param withdrawn whether it tells of an intervention that was withdrawn since
 * @param redaction null while its text stands as it was written, or it has none
 */
public record LogEntry(
        long id,
        Instant at,
        What what,
        String actor,
        String detail,
        boolean withdrawn,
        @Nullable Redaction redaction) {

    /** Whether somebody wrote a text here that can be taken out. */
    public boolean redactable() {
        return what.written() && !detail.isEmpty();
    }

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
        INTERVENTION,
        /** An intervention was; the detail is why. */
        WITHDRAWN;

        /** Details of these are words of the server's own, or names of accounts. The database knows the others likewise. */
        private static final Set<What> TOLD = Set.of(ASSIGNED, PRIORITY, PLANNED, RESUMED, PHOTO, PHOTO_REMOVED);

        /** Whether its detail is what somebody wrote. */
        boolean written() {
            return !TOLD.contains(this);
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
