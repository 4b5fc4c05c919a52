package org.socle.simulator;

/**
 * What was taken in one state, since a machine was set up.
 *
 * @param hours how long it was in it
 * @param hoursInClass what of that was during class
 * @param wattHours energy taken in it
 * @param wattHoursInClass what of that was during class
 */
public record Took(double hours, double hoursInClass, double wattHours, double wattHoursInClass) {}
