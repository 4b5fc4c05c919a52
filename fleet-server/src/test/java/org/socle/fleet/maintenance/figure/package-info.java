@NullMarked
package org.socle.fleet.maintenance.figure;

import org.jspecify.annotations.NullMarked;
