/**
 * Consumption that serves nobody, found once a day: a {@link org.socle.fleet.energy.waste.Finder} for each kind, pure, over what a
 * machine did in the last weeks. A new kind is one file and one line in {@link org.socle.fleet.energy.waste.Finders}.
 */
@NullMarked
package org.socle.fleet.energy.waste;

import org.jspecify.annotations.NullMarked;
