@NullMarked
package org.socle.fleet.maintenance.ticket;

import org.jspecify.annotations.NullMarked;
