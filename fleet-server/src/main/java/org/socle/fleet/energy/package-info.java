/**
 * What machines consume. In: readings of energy, by way of the intake. Here so far: what metered machines teach those of the
 * same model.
 */
@NullMarked
package org.socle.fleet.energy;

import org.jspecify.annotations.NullMarked;
