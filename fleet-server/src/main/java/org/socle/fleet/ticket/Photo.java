package org.socle.fleet.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture on a ticket, without its content.
 *
 * @param actor who added it, by the name of then
 * @param bytes how large it is
 * @param redaction null while it is there
 */
public record Photo(
        long id,
        Instant at,
        String actor,
        int bytes,
        @Nullable Redaction redaction) {

    /**
     * What is shown of it.
     *
     * @param type {@code image/jpeg}, {@code image/png} or {@code image/webp}
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Content(String type, byte[] body) {}
}
