/**
 * The school's own electricity meter. In: the file that its supplier or the grid's operator gives out ({@link
 * org.socle.fleet.energy.meter.MeterFile}), previewed and then taken over. Out: what share of the building the machines take.
 */
@NullMarked
package org.socle.fleet.energy.meter;

import org.jspecify.annotations.NullMarked;
