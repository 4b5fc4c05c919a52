/**
 * The arithmetic of energy: what counters, powers and models give over an interval, and the account that only grows. Pure:
 * no files, no clocks. {@link org.socle.edge.probe.EnergyProbe} brings the figures.
 */
@NullMarked
package org.socle.edge.probe.energy;

import org.jspecify.annotations.NullMarked;
