package org.socle.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Numbers that look drawn by lot and are a function of what they are for: asking again, in any order, gives the same. Immutable.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;

    Chance(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** Another source, for something that has a name. */
    Chance of(String name) {
        long state = seed;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state * 31 + each + GOLDEN);
        }
        return new Chance(state);
    }

    /** Another source, for one of many. */
    Chance of(long number) {
        return new Chance(mix(seed ^ mix(number + GOLDEN)));
    }

    /** At least 0, below 1. */
    double unit() {
        return (mix(seed + GOLDEN) >>> 11) * 0x1.0p-53;
    }

    /** The same for one of many, without a new source. */
    double unit(long number) {
        return (mix(seed ^ mix(number + GOLDEN)) >>> 11) * 0x1.0p-53;
    }

    double between(double from, double to) {
        return from + (to - from) * unit();
    }

    double between(long number, double from, double to) {
        return from + (to - from) * unit(number);
    }

    <T> T pick(List<T> from) {
        return from.get((int) (unit() * from.size()));
    }

    /** A random id of version 4. */
    UUID uuid() {
        long high = mix(seed + 1);
        long low = mix(seed + 2);
        return new UUID((high & ~0xF000L) | 0x4000L, (low >>> 2) | 0x8000000000000000L);
    }

    /** SplitMix64: each bit of the answer depends on each of the question. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
