@NullMarked
package org.socle.fleet.sobriety.open;

import org.jspecify.annotations.NullMarked;
