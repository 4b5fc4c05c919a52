package org.socle.fleet.account;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Via;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** How a person proves who he is, as far as he looks after it himself. Thread-safe. */
public final class Credentials {
    private final Database database;
    private final Clock clock;
    private final TotpKey key;
    private final Audit audit;
    private final AccountTable table = new AccountTable();

    public Credentials(Database database, Clock clock, TotpKey key) {
        this.database = database;
        this.clock = clock;
        this.key = key;
        this.audit = new Audit(database, clock);
    }

    /**
     * What a second factor begins with.
     *
     * @param secret to type into an application
     * @param size of the picture to scan, in its own units
     * @param path the picture's dark parts as an SVG path
     */
    public record Setup(String secret, int size, String path) {}

    /** The account of a viewer who is a person. */
    public Account own(Viewer viewer) {
        return database.<Account, RuntimeException>read(handle -> own(handle, viewer));
    }

    private Account own(Handle handle, Viewer viewer) {
        Long account = viewer.account();
        if (account == null) {
            throw new IllegalStateException("a program has no account of its own");
        }
        return table.find(handle, account).orElseThrow();
    }

    /**
     * Chooses another password, or the first one. All other sessions end.
     *
     * @param current the one so far; not looked at when there is none
     * @throws Refusal when the current one is wrong or the new one not good enough
     */
    public void password(Viewer viewer, String current, String chosen) {
        Account account = own(viewer);
        String before = database.<AccountTable.Secrets, RuntimeException>read(
                        handle -> table.secrets(handle, account.id()))
                .password();
        if (before != null && !Passwords.matches(before, current)) {
            throw new Refusal("password.refused.current");
        }
        PasswordRules.check(chosen, account.name(), account.email());
        String phc = Passwords.hash(chosen);
        database.writing(handle -> {
            table.password(handle, account.id(), phc);
            table.endSessions(handle, account.id(), viewer.session());
            record(handle, viewer, Action.PASSWORD_CHANGED);
        });
    }

    /** The beginning of a second factor; nothing is kept before {@link #enable}. */
    public Setup setup(Viewer viewer) {
        return setup(viewer, Totp.secret());
    }

    /** The same again with a secret that was shown before; another one when it is none. */
    public Setup setup(Viewer viewer, String secret) {
        String good = Totp.isSecret(secret) ? secret : Totp.secret();
        Totp.Picture picture = Totp.picture(Totp.uri(good, viewer.name()));
        return new Setup(good, picture.size(), picture.path());
    }

    /**
     * Takes up a second factor: from now on signing in with a password takes a code.
     *
     * @param code of the application, which shows that it knows the secret
     * @return recovery codes, which nobody can read again
     * @throws Refusal when the code is wrong, or there is no password that it could come second to
     */
    public List<String> enable(Viewer viewer, String secret, String code) {
        if (!own(viewer).hasPassword()) {
            throw new Refusal("totp.refused.password");
        }
        OptionalLong step = Totp.isSecret(secret) ? Totp.step(secret, code, clock.instant()) : OptionalLong.empty();
        if (step.isEmpty()) {
            throw new Refusal("totp.refused.code");
        }
        List<String> codes = Totp.recoveryCodes();
        database.writing(handle -> {
            long account = own(handle, viewer).id();
            table.totp(
                    handle,
                    account,
                    key.seal(secret, account),
                    step.getAsLong(),
                    codes.stream().map(Totp::plain).map(Secret::hash).toList());
            record(handle, viewer, Action.TOTP_ENABLED);
        });
        return codes;
    }

    /**
     * Gives the second factor up.
     *
     * @throws Refusal when the password is wrong
     */
    public void disable(Viewer viewer, String password) {
        Account account = own(viewer);
        String phc = database.<AccountTable.Secrets, RuntimeException>read(
                        handle -> table.secrets(handle, account.id()))
                .password();
        if (!Passwords.matches(phc, password)) {
            throw new Refusal("password.refused.current");
        }
        database.writing(handle -> {
            table.totp(handle, account.id(), null, 0, List.of());
            record(handle, viewer, Action.TOTP_DISABLED);
        });
    }

    /** How many recovery codes are left. */
    public int recoveryCodes(Viewer viewer) {
        return database.<Integer, RuntimeException>read(
                handle -> table.recoveryCodes(handle, own(handle, viewer).id()));
    }

    /** Ends all sessions of the viewer but this one. */
    public void signOutEverywhere(Viewer viewer) {
        database.writing(handle -> {
            table.endSessions(handle, own(handle, viewer).id(), viewer.session());
            record(handle, viewer, Action.SIGNED_OUT_EVERYWHERE);
        });
    }

    private void record(Handle handle, Viewer viewer, Action action) {
        Account account = own(handle, viewer);
        audit.record(
                handle,
                viewer.who(),
                action,
                Subject.account(account.id(), account.name(), table.onlyPlace(handle, account)),
                Map.of());
    }

    /** Whoever an account belongs to, acting for himself before he is signed in. */
    static Who himself(Account account) {
        return new Who(account.id(), account.name(), Via.SESSION);
    }
}
