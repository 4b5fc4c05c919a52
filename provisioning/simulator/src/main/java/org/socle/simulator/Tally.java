package org.socle.simulator;

/** Adds up what is taken in one state. Not thread-safe. */
final class Tally {
    private static final double SECONDS_PER_HOUR = 3600;

    private double seconds;
    private double secondsInClass;
    private double wattHours;
    private double wattHoursInClass;

    /**
     * Some time more.
     *
     * @param more seconds
     * @param inClass seconds of these during class
     */
    void add(double more, double inClass, double watts) {
        seconds += more;
        secondsInClass += inClass;
        wattHours += watts * more / SECONDS_PER_HOUR;
        wattHoursInClass += watts * inClass / SECONDS_PER_HOUR;
    }

    long minutes() {
        return (long) (seconds / 60);
    }

    double hours() {
        return seconds / SECONDS_PER_HOUR;
    }

    double wattHours() {
        return wattHours;
    }

    Took took() {
        return new Took(hours(), secondsInClass / SECONDS_PER_HOUR, wattHours, wattHoursInClass);
    }
}
