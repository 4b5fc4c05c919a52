@NullMarked
package org.socle.fleet.sobriety.meter;

import org.jspecify.annotations.NullMarked;
