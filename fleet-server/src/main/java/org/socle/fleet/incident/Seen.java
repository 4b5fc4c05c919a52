package org.socle.fleet.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.socle.contract.DeviceState.Presence;

/**
 * What is known of a machine's presence.
 *
 * @param school number of the school it is in; 0 for nowhere
 * @param room number of its room; 0 for none
 * @param portable whether it is a laptop, which falls asleep when it is shut
 * @param presence whether it is connected, was lost, or said goodbye within the last day
 * @param since when it was connected, lost or switched off
 * @param guessed whether it is lost only because the server, or its own line, was down
 * @param grouped whether it already belongs to an incident of a place that is silent
 * @param flagged whether it counts as silent already
 * @param cut whether it is usually cut off at the wall rather than shut down: {@link Cuts}
 */
record Seen(
        long machine,
        long school,
        long room,
        boolean portable,
        Presence presence,
        Instant since,
        boolean guessed,
        boolean grouped,
        boolean flagged,
        boolean cut) {

    boolean online() {
        return presence == Presence.ONLINE;
    }

    /** Number of its room, or of its school when it is in none; null for nowhere. */
    @Nullable
    Long place() {
        return room != 0 ? Long.valueOf(room) : school != 0 ? Long.valueOf(school) : null;
    }

    /** Whether its vanishing in class says nothing: laptops are shut, some machines are cut off at the wall. */
    boolean comesAndGoes() {
        return portable || cut;
    }

    boolean lost() {
        return presence == Presence.LOST;
    }

    /** The same machine, of which it is known that it is usually cut off. */
    Seen usuallyCut() {
        return new Seen(machine, school, room, portable, presence, since, guessed, grouped, flagged, true);
    }

    /** Whether it was connected at a moment, as far as can be told from what it is now. */
    boolean thereAt(Instant moment) {
        return presence == Presence.ONLINE || !since.isBefore(moment);
    }
}
