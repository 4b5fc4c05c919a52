package org.socle.fleet.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the person signed in, or the program with a token. Immutable.
 *
 * @param account null for a token that is the server's own
 * @param name of the account, or of the token
 * @param scope what he sees; every query takes it
 * @param permissions what he may do there
 * @param session the secret of his session; null for a program
 */
public record Viewer(
        @Nullable Long account,
        String name,
        Role role,
        Scope scope,
        Set<Permission> permissions,
        @Nullable String session) {

    /** A person with a session. */
    public static Viewer person(Account account, Scope scope, String session) {
        return new Viewer(
                account.id(),
                account.name(),
                account.role(),
                scope,
                account.role().permissions(),
                session);
    }

    /** A program with the server's own token. */
    public static Viewer program(String token) {
        return new Viewer(null, token, Role.CLIENT, Scope.EVERYTHING, Role.CLIENT.permissions(), null);
    }

    /** A program with somebody's token: it may do what both a program and that person may. */
    public static Viewer program(String token, Account owner, Scope scope) {
        return new Viewer(
                owner.id(),
                owner.name() + " · " + token,
                Role.CLIENT,
                scope,
                Role.CLIENT.permissions().stream()
                        .filter(owner.role().permissions()::contains)
                        .collect(Collectors.toUnmodifiableSet()),
                null);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The same for the audit log. */
    public Who who() {
        return new Who(account, name, session == null ? Via.TOKEN : Via.SESSION);
    }

    /** Without the session's secret. */
    @Override
    public String toString() {
        return name + " (" + role.word() + ")";
    }
}
