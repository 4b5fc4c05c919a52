@NullMarked
package org.socle.fleet.sobriety.waste;

import org.jspecify.annotations.NullMarked;
