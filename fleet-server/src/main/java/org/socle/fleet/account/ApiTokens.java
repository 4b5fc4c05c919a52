package org.socle.fleet.account;

import java.time.Clock;
import org.socle.enrol.Secret;
import org.socle.fleet.store.Database;

/** What programs sign in with: {@code Authorization: Bearer TOKEN}, or an observer's MQTT password. Thread-safe. */
public final class ApiTokens {
    private final Database database;
    private final Clock clock;

    public ApiTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A new token under a name; one of the same name from before is no longer valid. */
    public String create(String name) {
        String secret = Secret.random();
        database.writing(handle -> handle.createUpdate("INSERT INTO api_token (hash, name, created)"
                        + " VALUES (:hash, :name, :now) ON CONFLICT (name) DO UPDATE"
                        + " SET hash = excluded.hash, created = excluded.created")
                .bind("hash", Secret.hash(secret))
                .bind("name", name)
                .bind("now", clock.millis())
                .execute());
        return secret;
    }

    public boolean valid(String secret) {
        return database.<Boolean, RuntimeException>read(
                handle -> handle.createQuery("SELECT count(*) FROM api_token WHERE hash = :hash")
                        .bind("hash", Secret.hash(secret))
                        .mapTo(Boolean.class)
                        .one());
    }
}
