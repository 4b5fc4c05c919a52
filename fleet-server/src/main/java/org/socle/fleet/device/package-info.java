/** Machines: who they are, whether they are there. */
@NullMarked
package org.socle.fleet.device;

import org.jspecify.annotations.NullMarked;
