/** The rules: from the latest readings of one machine to findings. Thresholds stand beside their source. */
@NullMarked
package org.socle.fleet.finding.rule;

import org.jspecify.annotations.NullMarked;
