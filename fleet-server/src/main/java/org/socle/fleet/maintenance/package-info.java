/** Judgement: rules from readings to findings. Knows neither SQL nor web, apart from its own table and pages. */
@NullMarked
package org.socle.fleet.maintenance;

import org.jspecify.annotations.NullMarked;
