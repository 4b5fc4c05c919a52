/** Machines: who they are, whether they are there. */
@NullMarked
package org.socle.fleet.machine;

import org.jspecify.annotations.NullMarked;
