@NullMarked
package org.socle.fleet.incident;

import org.jspecify.annotations.NullMarked;
