package org.socle.fleet.energy.open;

import org.socle.fleet.energy.use.Sums;

/**
 * A school in a month, before anything is merged.
 *
 * @param path of the school in the tree of places, such as {@code /1/4/9/}
 * @param machines that have figures, at least: a machine that was moved within the school counts once
 */
record Unit(String path, int machines, Sums sums) {}
