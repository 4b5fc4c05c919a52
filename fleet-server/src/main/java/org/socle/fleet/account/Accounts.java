package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/**
 * The accounts, for who looks after them. An account that sees more than its manager does is, to him, not there. Thread-safe.
 */
public final class Accounts {
    /** How long a link to choose a password may be used. */
    public static final Duration LINK_VALIDITY = Duration.ofDays(7);

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_EMAIL = 200;
    private static final int MOST_ABLE = 60;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Places places;
    private final AccountTable table = new AccountTable();

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.places = new Places(database, clock);
    }

    /**
     * An account with what it sees.
     *
     * @param places those it was given; empty when it sees everything, or nothing
     */
    public record Listed(Account account, List<Place> places) {}

    /**
     * What an account may do and where.
     *
     * @param places numbers of places; ignored when it sees everything
     */
    public record Rights(Role role, boolean everything, Collection<Long> places) {}

    /**
     * An account that was made or reset.
     *
     * @param path of the link on which the person chooses his password, once
     */
    public record Invited(Account account, String path) {}

    /** The accounts that a scope covers, by name. */
    public List<Listed> list(Scope scope) {
        return database.<List<Listed>, RuntimeException>read(handle -> table.all(handle).stream()
                .filter(account -> scope.covers(table.scope(handle, account)))
                .map(account -> listed(handle, scope, account))
                .toList());
    }

    /** One account; empty when there is none that the scope covers. */
    public Optional<Listed> find(Scope scope, long id) {
        return database.<Optional<Listed>, RuntimeException>read(handle -> table.find(handle, id)
                .filter(account -> scope.covers(table.scope(handle, account)))
                .map(account -> listed(handle, scope, account)));
    }

    /** The account with this name or e-mail address; empty when there is none that the scope covers. */
    public Optional<Account> named(Scope scope, String login) {
        return database.<Optional<Account>, RuntimeException>read(
                handle -> table.named(handle, login).filter(account -> scope.covers(table.scope(handle, account))));
    }

    /**
     * Who may do something at a place that is seen, by name, at most 60: colleagues, whatever else they see.
     *
     * @param place its number; null for what is in no place
     */
    public List<Account> able(Scope scope, Permission permission, @Nullable Long place) {
        Optional<Place> found = place == null ? Optional.empty() : places.find(scope, place);
        if (found.isEmpty() && !scope.everything()) {
            return List.of();
        }
        List<Role> roles = Role.ofPeople().stream()
                .filter(role -> role.permissions().contains(permission))
                .toList();
        return database.<List<Account>, RuntimeException>read(
                handle -> table.able(handle, roles, found.map(Place::path).orElse(null), MOST_ABLE));
    }

    private Listed listed(Handle handle, Scope scope, Account account) {
        return new Listed(
                account,
                table.places(handle, account).stream()
                        .flatMap(place -> places.find(scope, place).stream())
                        .toList());
    }

    /**
     * Makes an account for somebody who then chooses name and password himself.
     *
     * @param scope of who invites
     * @param email empty for none
     * @throws Refusal when name or address are taken or wrong, or the rights go beyond the inviter's scope
     */
    public Invited invite(Who who, Scope scope, String name, String email, Rights rights) {
        String cleanName = name(name);
        String cleanEmail = email(email);
        String secret = Secret.random();
        return database.<Invited, RuntimeException>write(handle -> {
            requireFree(handle, cleanName, cleanEmail, null);
            requireCovered(scope, rights);
            Account account =
                    table.add(handle, cleanName, cleanEmail, rights.role(), rights.everything(), clock.instant());
            table.change(handle, account.id(), rights.role(), rights.everything(), rights.places());
            record(handle, who, Action.ACCOUNT_INVITED, account, told(scope, rights));
            return invited(handle, account, secret);
        });
    }

    private Invited invited(Handle handle, Account account, String secret) {
        table.invite(handle, account.id(), Secret.hash(secret), clock.instant().plus(LINK_VALIDITY));
        return new Invited(account, "/join/" + secret);
    }

    /**
     * Changes what an account may do and where.
     *
     * @throws Refusal when there is no such account, it is one's own, or the rights go beyond one's scope
     */
    public void change(Viewer viewer, long id, Rights rights) {
        database.writing(handle -> {
            Account account = requireOther(handle, viewer, id);
            requireCovered(viewer.scope(), rights);
            table.change(handle, id, rights.role(), rights.everything(), rights.places());
            record(handle, viewer.who(), Action.ACCOUNT_CHANGED, account, told(viewer.scope(), rights));
        });
    }

    /**
     * Shuts an account out at once, or lets it in again.
     *
     * @throws Refusal when there is no such account, or it is one's own
     */
    public void disable(Viewer viewer, long id, boolean disabled) {
        database.writing(handle -> {
            Account account = requireOther(handle, viewer, id);
            table.disable(handle, id, disabled ? clock.instant() : null);
            table.endSessions(handle, id, null);
            record(
                    handle,
                    viewer.who(),
                    disabled ? Action.ACCOUNT_DISABLED : Action.ACCOUNT_ENABLED,
                    account,
                    Map.of());
        });
    }

    /**
     * Takes password, second factor and sessions away from an account: its person chooses a new password on a link.
     *
     * @param scope of who does it
     * @throws Refusal when there is no such account
     */
    public Invited reset(Who who, Scope scope, long id) {
        String secret = Secret.random();
        return database.<Invited, RuntimeException>write(handle -> {
            Account account = require(handle, scope, id);
            table.password(handle, id, null);
            table.totp(handle, id, null, 0, List.of());
            table.endSessions(handle, id, null);
            record(handle, who, Action.ACCOUNT_RESET, account, Map.of());
            return invited(handle, account, secret);
        });
    }

    /** The account that a link is for; empty when it was used, is too old or never was. */
    public Optional<Account> invited(String secret) {
        return database.<Optional<Account>, RuntimeException>read(
                handle -> table.invited(handle, Secret.hash(secret), clock.instant()));
    }

    /**
     * Uses a link up: the person chooses name and password.
     *
     * @throws Refusal when the link does not work, the name is taken or the password not good enough; the link can be used
     *     again then
     */
    public Account join(String secret, String name, String password) {
        Account invited = invited(secret).orElseThrow(() -> new Refusal("join.refused.link"));
        String cleanName = name(name);
        PasswordRules.check(password, cleanName, invited.email());
        String phc = Passwords.hash(password);
        return database.<Account, RuntimeException>write(handle -> {
            // Again, now that nobody else can come in between.
            Account account = table.invited(handle, Secret.hash(secret), clock.instant())
                    .orElseThrow(() -> new Refusal("join.refused.link"));
            requireFree(handle, cleanName, null, account);
            table.rename(handle, account.id(), cleanName);
            table.password(handle, account.id(), phc);
            table.forgetInvitations(handle, account.id());
            Account joined = table.find(handle, account.id()).orElseThrow();
            record(handle, Credentials.himself(joined), Action.ACCOUNT_JOINED, joined, Map.of());
            return joined;
        });
    }

    private static String name(String text) {
        String name = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        // A name that looks like an address could be taken for somebody else's.
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.contains("@")) {
            throw new Refusal("account.refused.name", LONGEST_NAME);
        }
        return name;
    }

    private static @Nullable String email(String text) {
        String email = text.strip();
        if (email.isEmpty()) {
            return null;
        }
        if (email.length() > LONGEST_EMAIL || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            throw new Refusal("place.refused.email", email);
        }
        return email;
    }

    private void requireFree(Handle handle, String name, @Nullable String email, @Nullable Account itself) {
        boolean nameTaken = table.named(handle, name)
                .filter(other -> itself == null || other.id() != itself.id())
                .isPresent();
        if (nameTaken) {
            throw new Refusal("account.refused.name.taken", name);
        }
        if (email != null && table.email(handle, email).isPresent()) {
            throw new Refusal("account.refused.email.taken", email);
        }
    }

    private void requireCovered(Scope scope, Rights rights) {
        if (rights.role() == Role.CLIENT) {
            throw new Refusal("account.refused.role");
        }
        if (rights.everything() ? !scope.everything() : rights.places().isEmpty()) {
            throw new Refusal("account.refused.places");
        }
        for (long id : rights.everything() ? List.<Long>of() : rights.places()) {
            if (places.find(scope, id)
                    .filter(place -> place.kind() != PlaceKind.ROOM)
                    .isEmpty()) {
                throw new Refusal("account.refused.places");
            }
        }
    }

    private Account require(Handle handle, Scope scope, long id) {
        return table.find(handle, id)
                .filter(account -> scope.covers(table.scope(handle, account)))
                .orElseThrow(() -> new Refusal("account.refused.unknown"));
    }

    private Account requireOther(Handle handle, Viewer viewer, long id) {
        Account account = require(handle, viewer.scope(), id);
        Long own = viewer.account();
        if (own != null && own == id) {
            throw new Refusal("account.refused.self");
        }
        return account;
    }

    private Map<String, String> told(Scope scope, Rights rights) {
        return Map.of(
                "role",
                rights.role().word(),
                "places",
                rights.everything()
                        ? "*"
                        : rights.places().stream()
                                .flatMap(id -> places.find(scope, id).stream())
                                .map(Place::name)
                                .collect(Collectors.joining(", ")));
    }

    private void record(Handle handle, Who who, Action action, Account account, Map<String, String> details) {
        audit.record(
                handle,
                who,
                action,
                Subject.account(account.id(), account.name(), table.onlyPlace(handle, account)),
                details);
    }
}
