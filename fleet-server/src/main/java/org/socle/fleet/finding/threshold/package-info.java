/** The limits of the rules that places set for themselves and all in them. */
@NullMarked
package org.socle.fleet.finding.threshold;

import org.jspecify.annotations.NullMarked;
