package org.socle.fleet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** What programs sign in with: {@code Authorization: Bearer TOKEN}, or an observer's MQTT password. Thread-safe. */
public final class ApiTokens {
    /** How long a token of the server's own is valid, unless it is made anew before. */
    private static final Duration OWN_VALIDITY = Duration.ofDays(30);

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 60;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final AccountTable accounts = new AccountTable();

    public ApiTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /**
     * One token of an account, without its secret.
     *
     * @param place name of the place it sees; null when it sees all that its account does
     * @param expires null for never
     * @param lastUsed to ten minutes; null while it has not been used
     */
    public record Token(
            long id,
            String name,
            @Nullable String place,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant lastUsed) {}

    /**
     * A new token of the server's own, which sees everything for thirty days; one of the same name from before is no longer
     * valid.
     */
    public String create(String name) {
        String secret = Secret.random();
        database.writing(handle -> handle.createUpdate("INSERT INTO api_token (hash, name, created, expires)"
                        + " VALUES (:hash, :name, :now, :expires)"
                        + " ON CONFLICT (name) WHERE account IS NULL DO UPDATE"
                        + " SET hash = excluded.hash, created = excluded.created, expires = excluded.expires")
                .bind("hash", Secret.hash(secret))
                .bind("name", name)
                .bind("now", clock.millis())
                .bind("expires", clock.instant().plus(OWN_VALIDITY).toEpochMilli())
                .execute());
        return secret;
    }

    /** The server's own tokens; none for who does not look after all accounts. */
    public List<Token> ofServer(Viewer viewer) {
        return database.<List<Token>, RuntimeException>read(handle -> ofServer(handle, viewer));
    }

    private static List<Token> ofServer(Handle handle, Viewer viewer) {
        if (!viewer.may(Permission.MANAGE_ACCOUNTS) || !viewer.scope().everything()) {
            return List.of();
        }
        return handle.createQuery(
                        "SELECT api_token.*, NULL AS place_name FROM api_token WHERE account IS NULL ORDER BY id DESC")
                .map((row, context) -> token(row))
                .list();
    }

    /**
     * A new token of the viewer's: its secret, which nobody can read again.
     *
     * @param place number of what it sees; null for all that its account sees
     * @param expires null for never
     * @throws Refusal when the name is empty, too long or taken, or the account has too many
     */
    public String create(Viewer viewer, String name, @Nullable Long place, @Nullable Instant expires) {
        String clean = name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new Refusal("token.refused.name", LONGEST_NAME);
        }
        String secret = Secret.random();
        database.writing(handle -> {
            long account = owner(viewer);
            List<Token> all = of(handle, account);
            if (all.size() >= MOST) {
                throw new Refusal("token.refused.many", MOST);
            }
            if (all.stream().anyMatch(token -> token.name().equalsIgnoreCase(clean))) {
                throw new Refusal("token.refused.taken", clean);
            }
            handle.createUpdate("INSERT INTO api_token (hash, account, place, name, created, expires)"
                            + " VALUES (:hash, :account, :place, :name, :now, :expires)")
                    .bind("hash", Secret.hash(secret))
                    .bind("account", account)
                    .bind("place", place)
                    .bind("name", clean)
                    .bind("now", clock.millis())
                    .bind("expires", expires == null ? null : (Long) expires.toEpochMilli())
                    .execute();
            record(handle, viewer, Action.TOKEN_CREATED, clean);
        });
        return secret;
    }

    private void record(Handle handle, Viewer viewer, Action action, String token) {
        audit.record(
                handle,
                viewer.who(),
                action,
                Subject.account(owner(viewer), viewer.name(), null),
                Map.of("token", token));
    }

    private static long owner(Viewer viewer) {
        Long account = viewer.account();
        if (account == null) {
            throw new IllegalStateException("a token has no tokens");
        }
        return account;
    }

    /** The tokens of an account, the newest first; those that are over are among them until they are revoked. */
    public List<Token> of(long account) {
        return database.<List<Token>, RuntimeException>read(handle -> of(handle, account));
    }

    private static List<Token> of(Handle handle, long account) {
        return handle.createQuery("SELECT api_token.*, place.name AS place_name FROM api_token"
                        + " LEFT JOIN place ON place.id = api_token.place"
                        + " WHERE account = :account ORDER BY api_token.id DESC")
                .bind("account", account)
                .map((row, context) -> token(row))
                .list();
    }

    /** Makes one of the viewer's tokens invalid, or one of the server's that he sees; any other stays as it is. */
    public void revoke(Viewer viewer, long id) {
        database.writing(handle -> Stream.concat(of(handle, owner(viewer)).stream(), ofServer(handle, viewer).stream())
                .filter(token -> token.id() == id)
                .forEach(token -> {
                    handle.createUpdate("DELETE FROM api_token WHERE id = :id")
                            .bind("id", id)
                            .execute();
                    record(handle, viewer, Action.TOKEN_REVOKED, token.name());
                }));
    }

    /** Whether a token lets its holder follow all of the fleet: only one that sees everything does. */
    public boolean valid(String secret) {
        return viewer(secret).filter(viewer -> viewer.scope().everything()).isPresent();
    }

    /** Who a token speaks for; empty when there is no such token, it is over, or its account is disabled. */
    public Optional<Viewer> viewer(String secret) {
        return database.<Optional<Viewer>, RuntimeException>read(handle -> handle.createQuery(
                        "SELECT api_token.name, account, path FROM api_token"
                                + " LEFT JOIN place ON place.id = api_token.place"
                                + " WHERE hash = :hash AND (expires IS NULL OR expires > :now)")
                .bind("hash", Secret.hash(secret))
                .bind("now", clock.millis())
                .map((row, context) -> new Known(
                        row.getString("name"),
                        row.getObject("account") == null ? null : (Long) row.getLong("account"),
                        row.getString("path")))
                .findOne()
                .flatMap(known -> viewer(handle, known)));
    }

    private record Known(
            String name, @Nullable Long account, @Nullable String path) {}

    private Optional<Viewer> viewer(Handle handle, Known known) {
        Long account = known.account();
        if (account == null) {
            return Optional.of(Viewer.program(known.name()));
        }
        return accounts.find(handle, account)
                .filter(owner -> owner.disabled() == null)
                .map(owner -> {
                    Scope scope = accounts.scope(handle, owner);
                    String path = known.path();
                    return Viewer.program(known.name(), owner, path == null ? scope : scope.and(Scope.of(path)));
                });
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("name"),
                row.getString("place_name"),
                Instant.ofEpochMilli(row.getLong("created")),
                instant(row, "expires"),
                instant(row, "last_used"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
