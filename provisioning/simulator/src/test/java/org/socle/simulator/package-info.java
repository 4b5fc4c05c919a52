/** Tests of the simulator. */
@NullMarked
package org.socle.simulator;

import org.jspecify.annotations.NullMarked;
