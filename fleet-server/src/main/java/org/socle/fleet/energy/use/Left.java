package org.socle.fleet.energy.use;

import java.time.LocalDate;

/**
 * Machines that were moved away from somewhere in a school, to another room of it or elsewhere.
 *
 * @param school its number
 * @param month its first day
 * @param machines how many times
 */
public record Left(long school, LocalDate month, int machines) {}
