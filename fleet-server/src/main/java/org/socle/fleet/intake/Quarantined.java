package org.socle.fleet.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that broke the server when it was taken in, and is kept.
 *
 * @param content its type as MQTT told it; empty for none
 * @param device whose it is; null when its topic names none
 * @param machine what that machine is called; null when it is not known
 * @param error what went wrong, for whoever mends it
 * @param size bytes
 */
public record Quarantined(
        long id,
        String topic,
        String content,
        @Nullable UUID device,
        @Nullable String machine,
        String error,
        int size,
        Instant received) {}
