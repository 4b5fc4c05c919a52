package org.socle.fleet.energy.waste;

/**
 * What a kilowatt-hour is where a machine stands.
 *
 * @param cents of a euro; 0 when no tariff is known
 * @param kilograms of CO₂ equivalent; 0 where there is no factor
 */
record Supply(double cents, double kilograms) {}
