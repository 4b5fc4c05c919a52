package org.socle.fleet.energy.use;

import java.util.Map;
import java.util.Optional;

/**
 * What a machine draws while it is switched off and still plugged in, which no agent can count. Medians of the US EPA's list of
 * ENERGY STAR certified computers (May 2020 extract, pre-version 8). A machine that is unplugged draws nothing: the figure may be
 * off by all of itself.
 */
final class OffPower {
    /** Of the figure, 0 to 1. */
    static final double UNCERTAINTY = 1;

    /** By the value of {@code device.type}; a board without a power button has no such state. */
    private static final Map<String, Double> WATTS = Map.of(
            "desktop", 0.5,
            "all_in_one", 0.5,
            "laptop", 0.3,
            "mini", 0.5,
            "tablet", 0.2);

    private OffPower() {}

    /** Watts; 0 for a kind of which no figure is known. */
    static double watts(Optional<String> type) {
        return type.map(kind -> WATTS.getOrDefault(kind, 0.0)).orElse(0.0);
    }
}
