package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.store.Database;

/** Links that sign somebody in, once. Thread-safe. */
public final class SignInLinks {
    private final Database database;
    private final Clock clock;
    private final AccountTable accounts = new AccountTable();

    public SignInLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A new link: the path to open. It signs in the server's built-in administrator, whose account is made when there is
     * none. Links that are too old are forgotten.
     */
    public String create(Duration validity) {
        String secret = Secret.random();
        database.writing(handle -> {
            handle.createUpdate("DELETE FROM sign_in_link WHERE expires <= :now")
                    .bind("now", clock.millis())
                    .execute();
            handle.createUpdate("INSERT INTO sign_in_link (hash, account, expires) VALUES (:hash, :account, :expires)")
                    .bind("hash", Secret.hash(secret))
                    .bind("account", accounts.builtIn(handle, clock.instant()).id())
                    .bind("expires", clock.instant().plus(validity).toEpochMilli())
                    .execute();
        });
        return "/sign-in/" + secret;
    }

    /** The account a link would sign in; empty when it was used, is too old, never was or may not sign in. */
    public Optional<Account> find(String secret) {
        return database.<Optional<Account>, RuntimeException>read(handle -> find(handle, secret));
    }

    private Optional<Account> find(Handle handle, String secret) {
        return handle.createQuery("SELECT account.* FROM sign_in_link"
                        + " JOIN account ON account.id = sign_in_link.account"
                        + " WHERE hash = :hash AND expires > :now AND disabled IS NULL")
                .bind("hash", Secret.hash(secret))
                .bind("now", clock.millis())
                .map((row, context) -> AccountTable.account(row))
                .findOne();
    }

    /** Uses a link up: the account it signs in; empty when it was used, is too old, never was or may not sign in. */
    public Optional<Account> use(String secret) {
        return database.<Optional<Account>, RuntimeException>write(handle -> {
            Optional<Account> account = find(handle, secret);
            handle.createUpdate("DELETE FROM sign_in_link WHERE hash = :hash")
                    .bind("hash", Secret.hash(secret))
                    .execute();
            return account;
        });
    }
}
