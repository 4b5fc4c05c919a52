package org.socle.fleet.connectivity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may carry data now, and how much: only a machine that was asked to, for a short while, and one at a time in a school. Kept
 * in memory: a test is over before a server has restarted. Thread-safe.
 */
public final class Grants {
    static final int DOWN_BYTES = 4_000_000;
    static final int UP_BYTES = 1_000_000;

    /** A few empty answers, one way, the other way in pieces. */
    private static final int REQUESTS = 16;

    /** A minute for the command to arrive, and the test itself. */
    private static final Duration LENGTH = Duration.ofSeconds(90);

    private final Clock clock;
    private final Map<UUID, Grant> grants = new HashMap<>();

    private static final class Grant {
        private final @Nullable Long school;
        private final Instant until;
        private int requests = REQUESTS;
        private long down = DOWN_BYTES;
        private long up = UP_BYTES;

        private Grant(@Nullable Long school, Instant until) {
            this.school = school;
            this.until = until;
        }
    }

    public Grants(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a machine carry data; false when one of its school does already.
     *
     * @param school null for a machine that is in none
     */
    synchronized boolean give(UUID device, @Nullable Long school) {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> !grant.until.isAfter(now));
        boolean busy = grants.containsKey(device)
                || (school != null && grants.values().stream().anyMatch(grant -> school.equals(grant.school)));
        if (!busy) {
            grants.put(device, new Grant(school, now.plus(LENGTH)));
        }
        return !busy;
    }

    /** Counts a request; false when the machine may not make it. */
    synchronized boolean take(UUID device, long downBytes, long upBytes) {
        Grant grant = grants.get(device);
        if (grant == null
                || !grant.until.isAfter(clock.instant())
                || grant.requests == 0
                || grant.down < downBytes
                || grant.up < upBytes) {
            return false;
        }
        grant.requests--;
        grant.down -= downBytes;
        grant.up -= upBytes;
        return true;
    }
}
