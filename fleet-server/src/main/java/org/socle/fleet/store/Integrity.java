package org.socle.fleet.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the last whole look at the database came to.
 *
 * @param at when it ended; null when there was none yet
 * @param finding what SQLite says is wrong, its first lines, English; empty when nothing is
 */
public record Integrity(State state, @Nullable Instant at, String finding) {
    /** Nothing is known yet. */
    public static final Integrity UNKNOWN = new Integrity(State.UNKNOWN, null, "");

    /** How the database is. */
    public enum State {
        /** No whole look has come to its end yet. */
        UNKNOWN,
        SOUND,
        DAMAGED
    }

    static Integrity of(Instant at, String finding) {
        return new Integrity(finding.isEmpty() ? State.SOUND : State.DAMAGED, at, finding);
    }
}
