@NullMarked
package org.socle.fleet.energy.open;

import org.jspecify.annotations.NullMarked;
