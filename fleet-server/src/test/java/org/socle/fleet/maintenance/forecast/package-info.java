@NullMarked
package org.socle.fleet.maintenance.forecast;

import org.jspecify.annotations.NullMarked;
