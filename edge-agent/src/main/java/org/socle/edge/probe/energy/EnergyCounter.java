package org.socle.edge.probe.energy;

import java.util.Optional;
import org.socle.edge.source.Elapsed;

/**
 * What a counter of energy gained between two looks. It never answers less than nothing, and answers nothing when more than
 * one figure would be possible: then the interval is for the model.
 */
public final class EnergyCounter {
    private static final double MICROJOULES_PER_WATT_HOUR = 3.6e9;

    /** No processor, memory or school PC draws more, watts. */
    static final double MOST_WATTS = 400;

    /** The most that comes out of a socket, watts: 16 A at 230 V. */
    static final double MOST_SOCKET_WATTS = 3_680;

    /** A plug tells its counter every five minutes by default: what it shows may be that old, seconds. */
    private static final double LATE = 300;

    private EnergyCounter() {}

    /**
     * A look at a counter.
     *
     * @param at when the counter was read
     * @param value what it showed
     */
    public record Look(Elapsed at, double value) {}

    /**
     * Of a RAPL counter, in watt-hours. It counts microjoules up to a range and starts over; some start over in sleep; each
     * start of the machine begins anew.
     *
     * @param range {@code max_energy_range_uj}, at which it wraps (kernel, powercap.rst)
     */
    public static Optional<Double> rapl(Look before, Look now, double range) {
        if (!now.at().follows(before.at())) {
            return Optional.empty();
        }
        double seconds = now.at().awakeSince(before.at());
        double most = MOST_WATTS * 1e6 * (seconds + 1);
        if (most >= range) {
            // It may have wrapped more than once.
            return Optional.empty();
        }
        double gained = now.value() - before.value();
        if (gained < 0) {
            boolean slept = now.at().asleepSince(before.at()) > 0;
            gained = slept && gained + range > most ? now.value() : gained + range;
        }
        // What runs draws something: a counter that stands still is dead, whatever it shows.
        return gained > 0 && gained <= most ? Optional.of(gained / MICROJOULES_PER_WATT_HOUR) : Optional.empty();
    }

    /**
     * Of a plug, in watt-hours. It counts on while the machine sleeps or is off; a smaller figure, or one that cannot be, is
     * another plug, or one that was reset.
     *
     * @param seconds between the looks by a clock that runs while the machine is off
     * @param mostWatts that may have flowed all the time
     */
    public static Optional<Double> plug(Look before, Look now, double seconds, double mostWatts) {
        double gained = now.value() - before.value();
        double most = Math.min(mostWatts, MOST_SOCKET_WATTS) * (seconds + LATE) / 3600;
        return seconds >= 0 && gained >= 0 && gained <= most ? Optional.of(gained) : Optional.empty();
    }
}
