/** Tests of probes and of what parses for them. */
@NullMarked
package org.socle.edge.probe;

import org.jspecify.annotations.NullMarked;
