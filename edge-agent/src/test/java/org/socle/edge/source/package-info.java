/** Tests of what touches the machine. */
@NullMarked
package org.socle.edge.source;

import org.jspecify.annotations.NullMarked;
