package org.socle.fleet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One account as the database knows it, without its secrets.
 *
 * @param id the database's number
 * @param name what the person is called and may sign in with; no other account has it, whatever its capitals
 * @param email likewise; null for the built-in account and for those made without one
 * @param everything whether it sees everything; else it sees the places it was given
 * @param builtIn whether the server made it for its first sign-in link
 * @param hasPassword whether one has been chosen
 * @param hasTotp whether signing in takes a second factor
 * @param linked whether somebody else, by OpenID Connect, vouches for the person
 * @param disabled since when it cannot be used; null while it can
 */
public record Account(
        long id,
        String name,
        @Nullable String email,
        Role role,
        boolean everything,
        boolean builtIn,
        boolean hasPassword,
        boolean hasTotp,
        boolean linked,
        Instant created,
        @Nullable Instant disabled) {

    /** Whether the person has been invited and has not come yet. */
    public boolean invited() {
        return !builtIn && !hasPassword && !linked;
    }
}
