/** What making equipment costs in carbon, over its real life, and what using it again avoids: estimates, as ranges. */
@NullMarked
package org.socle.fleet.lifecycle.footprint;

import org.jspecify.annotations.NullMarked;
