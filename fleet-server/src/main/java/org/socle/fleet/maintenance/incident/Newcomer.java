package org.socle.fleet.maintenance.incident;

import java.time.Instant;
import org.socle.fleet.device.Status;

/**
 * Trouble of a machine that belongs to no incident yet.
 *
 * @param school number of the school the machine is in; 0 for nowhere
 * @param confirmed when the machine last said something: so long it has held for certain
 */
record Newcomer(
        long machine, long school, String cause, int instance, Status severity, Instant since, Instant confirmed) {}
