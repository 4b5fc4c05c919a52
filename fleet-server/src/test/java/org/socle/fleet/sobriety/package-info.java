@NullMarked
package org.socle.fleet.sobriety;

import org.jspecify.annotations.NullMarked;
