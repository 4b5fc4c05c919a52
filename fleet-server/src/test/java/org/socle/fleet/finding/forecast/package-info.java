@NullMarked
package org.socle.fleet.finding.forecast;

import org.jspecify.annotations.NullMarked;
