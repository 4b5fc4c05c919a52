package org.socle.fleet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of accounts, what they see, and how they prove who they are. Stateless; works in the caller's transaction. */
final class AccountTable {
    /**
     * Secrets of an account; null when it has none.
     *
     * @param totp sealed by {@link TotpKey}
     */
    record Secrets(@Nullable String password, @Nullable String totp, long totpStep) {}

    private static final String BUILT_IN = "admin";

    /** The account that the first sign-in link of a server opens; made when there is none. */
    Account builtIn(Handle handle, Instant now) {
        handle.createUpdate("INSERT INTO account (name, role, everything, built_in, created)"
                        + " VALUES (:name, :role, 1, 1, :now) ON CONFLICT DO NOTHING")
                .bind("name", BUILT_IN)
                .bind("role", Role.ADMINISTRATOR.word())
                .bind("now", now.toEpochMilli())
                .execute();
        return handle.createQuery("SELECT * FROM account WHERE built_in = 1")
                .map((row, context) -> account(row))
                .one();
    }

    Account add(Handle handle, String name, @Nullable String email, Role role, boolean everything, Instant now) {
        long id = handle.createUpdate("INSERT INTO account (name, email, role, everything, created)"
                        + " VALUES (:name, :email, :role, :everything, :now)")
                .bind("name", name)
                .bind("email", email)
                .bind("role", role.word())
                .bind("everything", everything)
                .bind("now", now.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return find(handle, id).orElseThrow();
    }

    Optional<Account> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM account WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** The account that somebody means: by its e-mail address or its name. */
    Optional<Account> named(Handle handle, String login) {
        return handle.createQuery("SELECT * FROM account WHERE email = :login COLLATE NOCASE"
                        + " OR name = :login COLLATE NOCASE ORDER BY email = :login COLLATE NOCASE DESC LIMIT 1")
                .bind("login", login.strip())
                .map((row, context) -> account(row))
                .findOne();
    }

    Optional<Account> subject(Handle handle, String issuer, String subject) {
        return handle.createQuery("SELECT * FROM account WHERE issuer = :issuer AND subject = :subject")
                .bind("issuer", issuer)
                .bind("subject", subject)
                .map((row, context) -> account(row))
                .findOne();
    }

    Optional<Account> email(Handle handle, String email) {
        return handle.createQuery("SELECT * FROM account WHERE email = :email COLLATE NOCASE")
                .bind("email", email)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** All accounts, by name. */
    List<Account> all(Handle handle) {
        return handle.createQuery("SELECT * FROM account ORDER BY name COLLATE NOCASE")
                .map((row, context) -> account(row))
                .list();
    }

    /**
     * The accounts with some roles that see a place and can be used, by name.
     *
     * @param path null for what is in no place, which only those see who see everything
     */
    List<Account> able(Handle handle, Collection<Role> roles, @Nullable String path, int most) {
        return handle.createQuery("SELECT * FROM account WHERE disabled IS NULL AND role IN (<roles>)"
                        + " AND (everything = 1 OR EXISTS (SELECT 1 FROM account_place JOIN place ON place.id = account_place.place"
                        + " WHERE account_place.account = account.id AND " + ScopeSql.within(":path", "place.path")
                        + ")) ORDER BY name COLLATE NOCASE LIMIT :most")
                .bindList("roles", roles.stream().map(Role::word).toList())
                .bind("path", path)
                .bind("most", most)
                .map((row, context) -> account(row))
                .list();
    }

    /** What an account sees. */
    Scope scope(Handle handle, Account account) {
        return account.everything()
                ? Scope.EVERYTHING
                : Scope.of(
                        handle.createQuery("SELECT path FROM account_place JOIN place ON place.id = account_place.place"
                                        + " WHERE account = :account")
                                .bind("account", account.id())
                                .mapTo(String.class)
                                .list());
    }

    /** Numbers of the places an account was given. */
    List<Long> places(Handle handle, Account account) {
        return handle.createQuery("SELECT place FROM account_place WHERE account = :account ORDER BY place")
                .bind("account", account.id())
                .mapTo(Long.class)
                .list();
    }

    /** The only place an account was given; null when it sees everything, or more than one. */
    @Nullable
    Long onlyPlace(Handle handle, Account account) {
        List<Long> places = account.everything() ? List.of() : places(handle, account);
        return places.size() == 1 ? places.get(0) : null;
    }

    /**
     * Ends the sessions of an account.
     *
     * @param but the secret of the one to leave; null for none
     */
    void endSessions(Handle handle, long id, @Nullable String but) {
        handle.createUpdate("DELETE FROM session WHERE account = :id AND hash <> :but")
                .bind("id", id)
                .bind("but", but == null ? "" : Secret.hash(but))
                .execute();
    }

    void change(Handle handle, long id, Role role, boolean everything, Collection<Long> places) {
        handle.createUpdate("UPDATE account SET role = :role, everything = :everything WHERE id = :id")
                .bind("role", role.word())
                .bind("everything", everything)
                .bind("id", id)
                .execute();
        handle.createUpdate("DELETE FROM account_place WHERE account = :id")
                .bind("id", id)
                .execute();
        for (long place : everything ? Set.<Long>of() : Set.copyOf(places)) {
            handle.createUpdate("INSERT INTO account_place (account, place) VALUES (:id, :place)")
                    .bind("id", id)
                    .bind("place", place)
                    .execute();
        }
    }

    void rename(Handle handle, long id, String name) {
        handle.createUpdate("UPDATE account SET name = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    void disable(Handle handle, long id, @Nullable Instant since) {
        handle.createUpdate("UPDATE account SET disabled = :since WHERE id = :id")
                .bind("since", since == null ? null : (Long) since.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    Secrets secrets(Handle handle, long id) {
        return handle.createQuery("SELECT password, totp, totp_step FROM account WHERE id = :id")
                .bind("id", id)
                .map((row, context) ->
                        new Secrets(row.getString("password"), row.getString("totp"), row.getLong("totp_step")))
                .one();
    }

    void password(Handle handle, long id, @Nullable String phc) {
        handle.createUpdate("UPDATE account SET password = :phc WHERE id = :id")
                .bind("phc", phc)
                .bind("id", id)
                .execute();
    }

    /**
     * Sets or takes away the second factor; the recovery codes go with it.
     *
     * @param secret sealed; null for none
     */
    void totp(Handle handle, long id, @Nullable String secret, long step, Collection<String> recoveryHashes) {
        handle.createUpdate("UPDATE account SET totp = :secret, totp_step = :step WHERE id = :id")
                .bind("secret", secret)
                .bind("step", step)
                .bind("id", id)
                .execute();
        handle.createUpdate("DELETE FROM recovery_code WHERE account = :id")
                .bind("id", id)
                .execute();
        for (String hash : recoveryHashes) {
            handle.createUpdate("INSERT INTO recovery_code (account, hash) VALUES (:id, :hash)")
                    .bind("id", id)
                    .bind("hash", hash)
                    .execute();
        }
    }

    /** All secrets of second factors as they are stored, by account. */
    Map<Long, String> totpSecrets(Handle handle) {
        return handle.createQuery("SELECT id, totp FROM account WHERE totp IS NOT NULL")
                .reduceRows(new TreeMap<Long, String>(), (all, row) -> {
                    all.put(row.getColumn("id", Long.class), row.getColumn("totp", String.class));
                    return all;
                });
    }

    /** Puts a sealed secret in the place of the clear one, of which the file keeps nothing. */
    void sealTotp(Handle handle, long id, String sealed) {
        handle.execute("PRAGMA secure_delete = ON");
        handle.createUpdate("UPDATE account SET totp = :sealed WHERE id = :id")
                .bind("sealed", sealed)
                .bind("id", id)
                .execute();
    }

    /** Remembers the step of a code; false when it, or a later one, was used before. */
    boolean useStep(Handle handle, long id, long step) {
        return handle.createUpdate("UPDATE account SET totp_step = :step WHERE id = :id AND totp_step < :step")
                        .bind("step", step)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Uses a recovery code up; false when there is none like it. */
    boolean useRecoveryCode(Handle handle, long id, String hash) {
        return handle.createUpdate("DELETE FROM recovery_code WHERE account = :id AND hash = :hash")
                        .bind("id", id)
                        .bind("hash", hash)
                        .execute()
                == 1;
    }

    int recoveryCodes(Handle handle, long id) {
        return handle.createQuery("SELECT count(*) FROM recovery_code WHERE account = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    void link(Handle handle, long id, String issuer, String subject) {
        handle.createUpdate("UPDATE account SET issuer = :issuer, subject = :subject WHERE id = :id")
                .bind("issuer", issuer)
                .bind("subject", subject)
                .bind("id", id)
                .execute();
    }

    /** A new link on which the account's password is chosen; earlier ones no longer work. */
    void invite(Handle handle, long id, String hash, Instant expires) {
        forgetInvitations(handle, id);
        handle.createUpdate("INSERT INTO invitation (hash, account, expires) VALUES (:hash, :id, :expires)")
                .bind("hash", hash)
                .bind("id", id)
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    void forgetInvitations(Handle handle, long id) {
        handle.createUpdate("DELETE FROM invitation WHERE account = :id")
                .bind("id", id)
                .execute();
    }

    /** The account that a link is for, while it may be used. */
    Optional<Account> invited(Handle handle, String hash, Instant now) {
        return handle.createQuery("SELECT account.* FROM invitation JOIN account ON account.id = invitation.account"
                        + " WHERE hash = :hash AND expires > :now AND disabled IS NULL")
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> account(row))
                .findOne();
    }

    static Account account(ResultSet row) throws SQLException {
        long disabled = row.getLong("disabled");
        boolean enabled = row.wasNull();
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getBoolean("everything"),
                row.getBoolean("built_in"),
                row.getString("password") != null,
                row.getString("totp") != null,
                row.getString("subject") != null,
                Instant.ofEpochMilli(row.getLong("created")),
                enabled ? null : Instant.ofEpochMilli(disabled));
    }
}
