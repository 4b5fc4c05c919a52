package org.socle.fleet.energy.use;

import java.time.LocalDate;

/**
 * What the machines of one place consumed in one month, without those of the places in it.
 *
 * @param place 0 for what was nowhere
 * @param path of the place; empty for one that is no longer there
 * @param school number of the school the place is or is in, or of the place itself; 0 for nowhere
 * @param name of that school
 * @param uai of that school; empty for none
 * @param month its first day
 * @param machines how many have figures
 */
public record PlaceMonth(
        long place, String path, long school, String name, String uai, LocalDate month, int machines, Sums sums) {}
