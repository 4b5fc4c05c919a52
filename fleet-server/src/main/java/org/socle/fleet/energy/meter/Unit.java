package org.socle.fleet.energy.meter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the values of a meter's file are in: the mean power of a step, or its energy. */
enum Unit {
    W(1, true),
    KW(1000, true),
    WH(1, false),
    KWH(1000, false);

    private static final double MINUTES = 60;

    private final double factor;
    private final boolean power;

    Unit(double factor, boolean power) {
        this.factor = factor;
        this.power = power;
    }

    static Optional<Unit> of(String word) {
        return Arrays.stream(values())
                .filter(unit -> unit.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Watt-hours of a step of so many minutes. */
    double wattHours(double value, int minutes) {
        return value * factor * (power ? minutes / MINUTES : 1);
    }
}
