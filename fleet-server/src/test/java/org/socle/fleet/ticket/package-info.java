@NullMarked
package org.socle.fleet.ticket;

import org.jspecify.annotations.NullMarked;
