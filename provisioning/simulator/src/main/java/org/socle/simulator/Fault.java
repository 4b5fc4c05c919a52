package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong.
 *
 * @param machines whom it hits
 * @param from the moment it begins
 * @param to the moment it is over; null when it lasts
 */
public record Fault(
        FaultKind kind,
        List<SimulatedMachine> machines,
        Instant from,
        @Nullable Instant to) {
    private static final double SECONDS_A_DAY = 86_400;

    public Fault {
        machines = List.copyOf(machines);
    }

    boolean at(Instant moment) {
        return !moment.isBefore(from) && (to == null || moment.isBefore(to));
    }

    /** Days since it began; not above 0 before that. */
    double days(Instant moment) {
        return Duration.between(from, moment).toSeconds() / SECONDS_A_DAY;
    }
}
