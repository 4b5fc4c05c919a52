package org.socle.fleet.store;

import java.time.Duration;

/**
 * Something to be done again and again.
 *
 * @param name lower case with hyphens, in logs and metrics
 * @param first how long after the start
 * @param every from the end of one run to the begin of the next
 * @param work what to do; what it throws is logged, and it is tried again
 */
public record Job(String name, Duration first, Duration every, Work work) {

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
