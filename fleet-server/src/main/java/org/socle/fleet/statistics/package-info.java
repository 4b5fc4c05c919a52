/**
 * Figures a manager asks for: how long repairs take, how much of school time machines can be used, what was done and what it
 * cost. Flows in: tickets, interventions, incidents, the calendar; out: sums for each school and period.
 */
@NullMarked
package org.socle.fleet.statistics;

import org.jspecify.annotations.NullMarked;
