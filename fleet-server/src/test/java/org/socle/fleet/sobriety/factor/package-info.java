@NullMarked
package org.socle.fleet.sobriety.factor;

import org.jspecify.annotations.NullMarked;
