/** The fleet server: vertical slices and one intake. */
@NullMarked
package org.socle.fleet;

import org.jspecify.annotations.NullMarked;
