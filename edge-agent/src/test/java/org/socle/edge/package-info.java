/** Tests of the agent as a whole. */
@NullMarked
package org.socle.edge;

import org.jspecify.annotations.NullMarked;
