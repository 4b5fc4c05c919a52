package org.socle.fleet.energy.factor;

import java.time.LocalDate;

/**
 * What a place pays for a kilowatt-hour, and all places in it that say nothing themselves.
 *
 * @param path of the place
 * @param first day on which it is paid, until the next tariff of the place begins
 * @param cents of a euro, all taxes included
 */
public record Tariff(long place, String path, LocalDate first, double cents) {}
