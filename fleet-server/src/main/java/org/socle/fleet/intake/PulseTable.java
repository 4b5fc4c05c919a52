package org.socle.fleet.intake;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** SQL of the table {@code server_pulse}: when the server last heard itself. */
final class PulseTable {
    void beat(Handle handle, Instant now) {
        handle.createUpdate("INSERT INTO server_pulse (id, at) VALUES (1, :at)"
                        + " ON CONFLICT (id) DO UPDATE SET at = excluded.at")
                .bind("at", now.toEpochMilli())
                .execute();
    }
}
