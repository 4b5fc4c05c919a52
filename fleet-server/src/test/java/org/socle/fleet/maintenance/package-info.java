@NullMarked
package org.socle.fleet.maintenance;

import org.jspecify.annotations.NullMarked;
