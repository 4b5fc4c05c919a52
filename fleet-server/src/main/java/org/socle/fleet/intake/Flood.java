package org.socle.fleet.intake;

import java.util.UUID;

/**
 * A device that lately sent more than one machine may, or nearly.
 *
 * @param refused messages not taken in since it began; 0 while all were
 */
public record Flood(UUID device, long refused) {}
