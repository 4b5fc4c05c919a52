package org.socle.fleet.maintenance.incident;

import java.time.Instant;

/**
 * One line of an incident's history.
 *
 * @param who name of the account; empty for the data
 * @param detail words a person wrote, the end of a rest, the number of a ticket; empty for most
 */
public record LogLine(Instant at, Event event, String who, String detail) {}
