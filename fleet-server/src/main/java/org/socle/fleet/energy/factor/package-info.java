/**
 * What watt-hours mean in carbon and money: factors, each with its source, in editions that are kept; tariffs of places. Figures are
 * reckoned from watt-hours when they are asked for, so that a new edition changes the past at once, and the old one gives the old
 * figures.
 */
@NullMarked
package org.socle.fleet.energy.factor;

import org.jspecify.annotations.NullMarked;
