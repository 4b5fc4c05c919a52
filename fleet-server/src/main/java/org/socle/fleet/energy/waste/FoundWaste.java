package org.socle.fleet.energy.waste;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Waste of one machine.
 *
 * @param device the machine's own id
 * @param name what people call it
 * @param place number of the place it is in; null for nowhere
 * @param since of the look that found it first
 */
public record FoundWaste(UUID device, String name, @Nullable Long place, Waste waste, Instant since) {}
