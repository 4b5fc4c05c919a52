package org.socle.fleet.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that comes another way than through the broker. Its bytes are not to be changed.
 *
 * @param contentType as MQTT would tell it; null for none
 * @param received when it arrives
 */
public record Incoming(
        String topic, byte[] payload, @Nullable String contentType, Instant received) {
    Arrival arrival() {
        return new Arrival(topic, payload, contentType, received);
    }
}
