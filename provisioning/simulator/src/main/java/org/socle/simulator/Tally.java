package org.socle.simulator;

/** Adds up what is taken in one state. Not thread-safe. */
final class Tally {
    private static final double SECONDS_PER_HOUR = 3600;

    private double seconds;
    private double secondsInClass;
    private double wattHours;
    private double wattHoursInClass;

    void add(double more, double watts, boolean inClass) {
        double taken = watts * more / SECONDS_PER_HOUR;
        seconds += more;
        wattHours += taken;
        secondsInClass += inClass ? more : 0;
        wattHoursInClass += inClass ? taken : 0;
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
