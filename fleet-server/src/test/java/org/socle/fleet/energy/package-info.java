@NullMarked
package org.socle.fleet.energy;

import org.jspecify.annotations.NullMarked;
