@NullMarked
package org.socle.fleet.energy.waste;

import org.jspecify.annotations.NullMarked;
