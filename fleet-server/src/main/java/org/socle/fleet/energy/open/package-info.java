/**
 * What may be published: months of schools, merged until no line, and no difference of lines, is of fewer machines than the floor.
 */
@NullMarked
package org.socle.fleet.energy.open;

import org.jspecify.annotations.NullMarked;
