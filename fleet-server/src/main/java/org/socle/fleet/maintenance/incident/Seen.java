package org.socle.fleet.maintenance.incident;

import java.time.Instant;

/**
 * What is known of a machine's presence.
 *
 * @param school number of the school it is in; 0 for nowhere
 * @param room number of its room; 0 for none
 * @param portable whether it is a laptop, which falls asleep when it is shut
 * @param online whether it is connected
 * @param since when it was connected or lost
 * @param heard when it last said something
 * @param guessed whether it is lost only because the server, or its own line, was down
 * @param grouped whether it already belongs to an incident of a place that is silent
 * @param flagged whether it counts as silent already
 */
record Seen(
        long machine,
        long school,
        long room,
        boolean portable,
        boolean online,
        Instant since,
        Instant heard,
        boolean guessed,
        boolean grouped,
        boolean flagged) {}
