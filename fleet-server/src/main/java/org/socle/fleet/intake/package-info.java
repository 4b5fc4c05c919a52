/** The path of every message from a device: the broker, then decode → identify → store → judge in one transaction, then the acknowledgement. */
@NullMarked
package org.socle.fleet.intake;

import org.jspecify.annotations.NullMarked;
