package org.socle.fleet.ticket;

import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Via;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;

/**
 * Who does something to a ticket.
 *
 * @param account number of the account; null for somebody without one
 * @param name as a ticket's log keeps it; empty for somebody on the help page
 * @param who the same for the audit log
 */
record Actor(@Nullable Long account, String name, Who who) {
    /** Somebody on the help page, of whom nothing is known. */
    static final Actor ANYBODY = new Actor(null, "", new Who(null, "/help", Via.SERVER));

    Actor(Viewer viewer) {
        this(viewer.account(), viewer.name(), viewer.who());
    }
}
