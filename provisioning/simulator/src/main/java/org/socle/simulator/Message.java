package org.socle.simulator;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it comes to the server. Its bytes are not to be changed.
 *
 * @param device whose it is; for devices themselves, not for people
 * @param contentType of the payload; null for states
 * @param at when it arrives
 */
public record Message(
        UUID device, String topic, byte[] payload, @Nullable String contentType, Instant at) {}
