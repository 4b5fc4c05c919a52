package org.socle.fleet.energy.waste;

/**
 * What a year is of the days a machine was looked at, by its school's calendar. Each from 0; 0 when these days had none of it.
 *
 * @param inClass hours of class in a year for one in these days
 * @param outside hours without class, likewise
 * @param days days, likewise: for what has no known hour
 */
record Scale(double inClass, double outside, double days) {}
