/** Readings: packs as they came, the latest values, hourly and daily roll-ups. */
@NullMarked
package org.socle.fleet.reading;

import org.jspecify.annotations.NullMarked;
