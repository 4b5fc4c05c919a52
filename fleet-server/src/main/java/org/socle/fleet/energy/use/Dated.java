package org.socle.fleet.energy.use;

import java.time.LocalDate;

/**
 * What machines consumed on one day.
 *
 * @param day by the clock on their schools' walls
 * @param machines how many have figures
 */
public record Dated(LocalDate day, int machines, Sums sums) {}
