/**
 * The edge agent's command line.
 *
 * <p>In: arguments and settings. Out: what the commands print. {@link org.socle.edge.Main} lists the commands; each is a
 * class of its own.
 */
@NullMarked
package org.socle.edge;

import org.jspecify.annotations.NullMarked;
