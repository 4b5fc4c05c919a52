package org.socle.fleet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.store.Database;

/** Who is signed in. The browser keeps the secret, the database its hash. Thread-safe. */
public final class Sessions {
    public static final Duration LENGTH = Duration.ofDays(30);

    /** Last use is kept this exactly: not every page view is worth a write. */
    private static final Duration EXACTNESS = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final AccountTable accounts = new AccountTable();

    public Sessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One session of an account.
     *
     * @param lastUsed to ten minutes
     * @param browser its family; empty when unknown
     */
    public record Session(String hash, Instant created, Instant lastUsed, String browser) {}

    /**
     * A new session: its secret. Sessions that are over are forgotten.
     *
     * @param browser what the browser says it is
     */
    public String create(long account, String browser) {
        String secret = Secret.random();
        database.writing(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires <= :now")
                    .bind("now", clock.millis())
                    .execute();
            handle.createUpdate("INSERT INTO session (hash, account, created, last_used, expires, browser)"
                            + " VALUES (:hash, :account, :now, :now, :expires, :browser)")
                    .bind("hash", Secret.hash(secret))
                    .bind("account", account)
                    .bind("now", clock.millis())
                    .bind("expires", clock.instant().plus(LENGTH).toEpochMilli())
                    .bind("browser", family(browser))
                    .execute();
        });
        return secret;
    }

    /** Who a session belongs to; empty when there is none, it is over or its account is disabled. */
    public Optional<Viewer> viewer(String secret) {
        String hash = Secret.hash(secret);
        Instant now = clock.instant();
        Optional<Viewer> viewer = database.<Optional<Viewer>, RuntimeException>read(handle -> handle.createQuery(
                        "SELECT account.* FROM session JOIN account ON account.id = session.account"
                                + " WHERE hash = :hash AND expires > :now AND disabled IS NULL")
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> AccountTable.account(row))
                .findOne()
                .map(account -> Viewer.person(account, accounts.scope(handle, account), secret)));
        if (viewer.isPresent()) {
            touch(hash, now);
        }
        return viewer;
    }

    private void touch(String hash, Instant now) {
        long before = now.minus(EXACTNESS).toEpochMilli();
        boolean due = database.<Boolean, RuntimeException>read(
                handle -> handle.createQuery("SELECT count(*) FROM session WHERE hash = :hash AND last_used < :before")
                        .bind("hash", hash)
                        .bind("before", before)
                        .mapTo(Boolean.class)
                        .one());
        if (due) {
            database.writing(handle -> handle.createUpdate("UPDATE session SET last_used = :now WHERE hash = :hash")
                    .bind("now", now.toEpochMilli())
                    .bind("hash", hash)
                    .execute());
        }
    }

    /** The sessions of an account, last used first. */
    public List<Session> of(long account) {
        return database.<List<Session>, RuntimeException>read(handle -> handle.createQuery(
                        "SELECT * FROM session WHERE account = :account AND expires > :now ORDER BY last_used DESC, hash")
                .bind("account", account)
                .bind("now", clock.millis())
                .map((row, context) -> session(row))
                .list());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("hash"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("last_used")),
                row.getString("browser"));
    }

    public void end(String secret) {
        database.writing(handle -> handle.createUpdate("DELETE FROM session WHERE hash = :hash")
                .bind("hash", Secret.hash(secret))
                .execute());
    }

    /** The family of a browser and no more: enough to recognise one's own sessions, too little to tell people apart. */
    static String family(String userAgent) {
        for (String family : List.of("Firefox", "Edg", "OPR", "Chrome", "Safari")) {
            if (userAgent.contains(family + "/")) {
                return family.equals("Edg") ? "Edge" : family.equals("OPR") ? "Opera" : family;
            }
        }
        return "";
    }
}
