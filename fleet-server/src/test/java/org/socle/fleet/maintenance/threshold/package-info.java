@NullMarked
package org.socle.fleet.maintenance.threshold;

import org.jspecify.annotations.NullMarked;
