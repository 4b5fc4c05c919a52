package org.socle.simulator;

/**
 * What a simulated machine really did, whatever it reported.
 *
 * @param wattHours all it took while it was on, since it was set up
 * @param wattHoursInClass what of that it took during class
 * @param hoursOn how long it was on
 */
public record Truth(SimulatedMachine machine, double wattHours, double wattHoursInClass, double hoursOn) {}
