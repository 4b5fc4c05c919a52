/**
 * What Socle itself consumes: its agents on the machines, its server, the pages it sends. In: the processor time that agents report
 * ({@link org.socle.fleet.energy.own.AgentCount}, called by the intake) and what the server measures of itself ({@link
 * org.socle.fleet.energy.own.OwnMeter}); out: one line for every report.
 */
@NullMarked
package org.socle.fleet.energy.own;

import org.jspecify.annotations.NullMarked;
