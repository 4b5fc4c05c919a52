package org.socle.fleet.intake;

import org.jdbi.v3.core.Handle;

/** SQL of the table {@code quarantine}. */
final class QuarantineTable {
    void add(Handle handle, Arrival arrival, Throwable error) {
        handle.createUpdate("INSERT INTO quarantine (topic, content, payload, error, received)"
                        + " VALUES (:topic, :content, :payload, :error, :received)")
                .bind("topic", arrival.topic)
                .bind("content", arrival.contentType == null ? "" : arrival.contentType)
                .bind("payload", arrival.payload)
                .bind("error", error.toString())
                .bind("received", arrival.received.toEpochMilli())
                .execute();
    }
}
