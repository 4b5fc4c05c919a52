/**
 * Tickets: what somebody has to do about trouble, until it is done and closed. Flows in: an incident, the form behind a label's
 * code, or a person; out: the list of what to do, the history of each machine, what it cost.
 */
@NullMarked
package org.socle.fleet.ticket;

import org.jspecify.annotations.NullMarked;
