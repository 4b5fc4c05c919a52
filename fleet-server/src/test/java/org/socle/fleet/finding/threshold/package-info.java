@NullMarked
package org.socle.fleet.finding.threshold;

import org.jspecify.annotations.NullMarked;
