/**
 * Which machines are better replaced or mended by the end of next school year, and why. Flows in: findings, forecasts, daily
 * readings, interventions; out: a list with the data it rests on.
 */
@NullMarked
package org.socle.fleet.replacement;

import org.jspecify.annotations.NullMarked;
