@NullMarked
package org.socle.fleet.maintenance.incident;

import org.jspecify.annotations.NullMarked;
