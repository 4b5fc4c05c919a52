package org.socle.edge.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: anything up to a limit that doubles with each failure. Ten thousand machines that lost the
 * same server come back spread over the whole of it, and over more of it the less it can take. Not thread-safe.
 */
final class Backoff {
    /** Limit after a connection that broke or could not be made: the first ten thousand come in ten seconds, not in one. */
    static final Duration LOST = Duration.ofSeconds(10);

    /** Limit after a server that said that it has no room or no time. */
    static final Duration BUSY = Duration.ofSeconds(30);

    /** Most of all limits. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int DOUBLED_AT_MOST = 16;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * After one more failure.
     *
     * @param first limit of the first pause, above 0
     * @return above 0, at most {@link #LONGEST}
     */
    Duration next(Duration first) {
        Duration limit = first.multipliedBy(1L << Math.min(failures, DOUBLED_AT_MOST));
        failures++;
        return Duration.ofMillis(1 + random.nextLong((limit.compareTo(LONGEST) > 0 ? LONGEST : limit).toMillis()));
    }

    /** All is well: the next failure is a first one. */
    void reset() {
        failures = 0;
    }
}
