package org.socle.fleet.intake;

import java.util.UUID;

/**
 * A device that lately sent more than one machine may.
 *
 * @param refused messages not taken in since it began, at least 1
 */
public record Flood(UUID device, long refused) {}
