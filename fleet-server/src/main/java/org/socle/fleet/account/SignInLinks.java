package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import org.socle.enrol.Secret;
import org.socle.fleet.store.Database;

/** Links that sign somebody in, once. Thread-safe. */
public final class SignInLinks {
    private final Database database;
    private final Clock clock;

    public SignInLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A new link: the path to open. Links that are too old are forgotten. */
    public String create(Duration validity) {
        String secret = Secret.random();
        database.writing(handle -> {
            handle.createUpdate("DELETE FROM sign_in_link WHERE expires <= :now")
                    .bind("now", clock.millis())
                    .execute();
            handle.createUpdate("INSERT INTO sign_in_link (hash, expires) VALUES (:hash, :expires)")
                    .bind("hash", Secret.hash(secret))
                    .bind("expires", clock.instant().plus(validity).toEpochMilli())
                    .execute();
        });
        return "/sign-in/" + secret;
    }

    /** Uses a link up; false when it was used, is too old or never was. */
    public boolean use(String secret) {
        return database.<Boolean, RuntimeException>write(
                handle -> handle.createUpdate("DELETE FROM sign_in_link WHERE hash = :hash AND expires > :now")
                                .bind("hash", Secret.hash(secret))
                                .bind("now", clock.millis())
                                .execute()
                        == 1);
    }
}
