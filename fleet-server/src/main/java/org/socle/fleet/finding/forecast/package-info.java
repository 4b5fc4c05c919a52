/** When what wears out or fills up will have done so, with how sure that is and what it rests on. Pure but for {@code Forecasts}. */
@NullMarked
package org.socle.fleet.finding.forecast;

import org.jspecify.annotations.NullMarked;
