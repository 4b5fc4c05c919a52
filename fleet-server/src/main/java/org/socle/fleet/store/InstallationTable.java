package org.socle.fleet.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of the table {@code installation}, which has one row. */
final class InstallationTable {
    private static final String EXISTS = "SELECT count(*) FROM sqlite_schema WHERE name = 'installation'";

    /** The id the database carries; empty when it carries none, also when its tables are older than ids. */
    Optional<UUID> id(Handle handle) {
        if (handle.createQuery(EXISTS).mapTo(Integer.class).one() == 0) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT id FROM installation")
                .mapTo(String.class)
                .findOne()
                .map(UUID::fromString);
    }

    /** Has the database carry an id. */
    void carry(Handle handle, UUID id) {
        handle.createUpdate("INSERT INTO installation (only, id) VALUES (1, :id)"
                        + " ON CONFLICT (only) DO UPDATE SET id = excluded.id")
                .bind("id", id.toString())
                .execute();
    }

    /** What the last whole check came to; empty when there was none. */
    Optional<Integrity> checked(Handle handle) {
        return handle.createQuery("SELECT checked, finding FROM installation WHERE checked IS NOT NULL")
                .map((row, context) -> Integrity.of(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)))
                .findOne();
    }

    /** Keeps what a whole check came to. */
    void checked(Handle handle, Instant at, String finding) {
        handle.createUpdate("UPDATE installation SET checked = :at, finding = :finding")
                .bind("at", at.toEpochMilli())
                .bind("finding", finding)
                .execute();
    }
}
