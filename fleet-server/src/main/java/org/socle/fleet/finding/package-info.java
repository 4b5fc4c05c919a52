/** Judgement: rules from readings to findings. Knows neither SQL nor web, apart from its own table and pages. */
@NullMarked
package org.socle.fleet.finding;

import org.jspecify.annotations.NullMarked;
