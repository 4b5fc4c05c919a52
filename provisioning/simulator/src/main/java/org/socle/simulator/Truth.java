package org.socle.simulator;

/**
 * What a simulated machine really did, whatever it reported.
 *
 * @param on while it was on, its external screens left out
 * @param asleep while it was asleep
 * @param screens what its external screens took, while they were lit
 */
public record Truth(SimulatedMachine machine, Took on, Took asleep, Took screens) {

    /** All it took since it was set up, while on and asleep. */
    public double wattHours() {
        return on.wattHours() + asleep.wattHours() + screens.wattHours();
    }

    /** What of that it took during class. */
    public double wattHoursInClass() {
        return on.wattHoursInClass() + asleep.wattHoursInClass() + screens.wattHoursInClass();
    }
}
