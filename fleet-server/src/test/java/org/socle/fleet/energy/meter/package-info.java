@NullMarked
package org.socle.fleet.energy.meter;

import org.jspecify.annotations.NullMarked;
