@NullMarked
package org.socle.fleet.energy.factor;

import org.jspecify.annotations.NullMarked;
