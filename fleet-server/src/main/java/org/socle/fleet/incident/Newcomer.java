package org.socle.fleet.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Status;

/**
 * Trouble of a machine that belongs to no incident yet.
 *
 * @param school number of the school the machine is in; 0 for nowhere
 * @param place number of its room, or of its school when it is in none; null for nowhere
 * @param on since when it is connected or not
 * @param confirmed when the machine last reported: so long it has held for certain
 */
record Newcomer(
        long machine,
        long school,
        @Nullable Long place,
        String cause,
        int instance,
        Status severity,
        Instant since,
        Instant on,
        Instant confirmed) {

    /** So long a machine must have been on again before what its readings say counts: it may mend itself first. */
    private static final Duration SETTLED = Duration.ofMinutes(30);

    /** Whether it has held for a length of time in reports of the machine itself. */
    boolean held(Duration patience) {
        Duration settled = patience.compareTo(SETTLED) < 0 ? patience : SETTLED;
        return !since.plus(patience).isAfter(confirmed) && !on.plus(settled).isAfter(confirmed);
    }
}
