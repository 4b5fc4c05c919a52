package org.socle.fleet.reading;

import java.util.Comparator;

/** The readings of one resource in one hour or day, taken together. Not thread-safe. */
final class RollUp {
    /**
     * What it is of.
     *
     * @param machine its number
     * @param key of the resource
     * @param at start of the hour or day, in ms since 1970
     */
    record Key(long machine, String key, int instance, long at) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::machine)
                .thenComparing(Key::key)
                .thenComparingInt(Key::instance)
                .thenComparingLong(Key::at);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private int n;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastAt = Long.MIN_VALUE;

    /**
     * Takes a reading.
     *
     * @param at in ms since 1970; of two of the same moment the later one counts
     */
    RollUp add(double value, long at) {
        n++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (at >= lastAt) {
            last = value;
            lastAt = at;
        }
        return this;
    }

    int n() {
        return n;
    }

    double sum() {
        return sum;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double last() {
        return last;
    }

    long lastAt() {
        return lastAt;
    }
}
