package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import org.socle.enrol.Secret;
import org.socle.fleet.store.Database;

/** Who is signed in. The browser keeps the secret, the database its hash. Thread-safe. */
public final class Sessions {
    public static final Duration LENGTH = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;

    public Sessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A new session: its secret. Sessions that are over are forgotten. */
    public String create() {
        String secret = Secret.random();
        database.writing(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires <= :now")
                    .bind("now", clock.millis())
                    .execute();
            handle.createUpdate("INSERT INTO session (hash, created, expires) VALUES (:hash, :now, :expires)")
                    .bind("hash", Secret.hash(secret))
                    .bind("now", clock.millis())
                    .bind("expires", clock.instant().plus(LENGTH).toEpochMilli())
                    .execute();
        });
        return secret;
    }

    public boolean valid(String secret) {
        return database.<Boolean, RuntimeException>read(
                handle -> handle.createQuery("SELECT count(*) FROM session WHERE hash = :hash AND expires > :now")
                        .bind("hash", Secret.hash(secret))
                        .bind("now", clock.millis())
                        .mapTo(Boolean.class)
                        .one());
    }

    public void end(String secret) {
        database.writing(handle -> handle.createUpdate("DELETE FROM session WHERE hash = :hash")
                .bind("hash", Secret.hash(secret))
                .execute());
    }

    /** What a form of this session has to send back, so that no other site can send it. */
    public static String formToken(String secret) {
        return Secret.hash("form:" + secret);
    }
}
