@NullMarked
package org.socle.fleet.energy.use;

import org.jspecify.annotations.NullMarked;
