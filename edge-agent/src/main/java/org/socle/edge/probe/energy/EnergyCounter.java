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

    /** The most a plug is believed to have counted while the machine was off: more is another plug. Watt-hours. */
    static final double MOST_WHILE_OFF = 100_000;

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
        return gained <= most ? Optional.of(gained / MICROJOULES_PER_WATT_HOUR) : Optional.empty();
    }

    /**
     * Of a plug, in watt-hours. It counts on while the machine sleeps or is off; a smaller figure, or one that cannot be, is
     * another plug, or one that was reset.
     */
    public static Optional<Double> plug(Look before, Look now) {
        double gained = now.value() - before.value();
        double most = now.at().follows(before.at())
                ? MOST_SOCKET_WATTS * (now.at().sinceBoot() - before.at().sinceBoot() + 600) / 3600
                : MOST_WHILE_OFF;
        return gained >= 0 && gained <= most ? Optional.of(gained) : Optional.empty();
    }
}
