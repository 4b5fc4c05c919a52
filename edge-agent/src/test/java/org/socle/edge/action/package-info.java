/** Tests of commands. */
@NullMarked
package org.socle.edge.action;

import org.jspecify.annotations.NullMarked;
