/** What the server watches of itself: whether it makes progress, and what stands in the way. In: its parts' vitals; out: troubles for readyz, metrics and pages. */
@NullMarked
package org.socle.fleet.health;

import org.jspecify.annotations.NullMarked;
