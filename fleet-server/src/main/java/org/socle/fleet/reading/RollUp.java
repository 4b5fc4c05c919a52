package org.socle.fleet.reading;

import org.socle.contract.catalogue.Resource;

/** The readings of one resource in one hour or day, taken together. Not thread-safe. */
final class RollUp {
    /**
     * What it is of, within a machine and a step.
     *
     * @param at start of the hour or day, in ms since 1970
     */
    record Key(Resource resource, int instance, long at) {}

    private int n;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastAt = Long.MIN_VALUE;

    /** Takes a numeric reading; of two of the same moment the later one counts. */
    RollUp add(Reading reading) {
        double value = ((Number) reading.value()).doubleValue();
        long at = reading.at().toEpochMilli();
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
