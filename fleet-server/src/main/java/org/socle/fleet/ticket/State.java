package org.socle.fleet.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a ticket is. */
public enum State {
    /** Nobody has it yet. */
    NEW,
    /** Somebody has it. */
    ASSIGNED,
    /** There is a day for it. */
    PLANNED,
    /** For a part, for the school: its reason says for what. */
    WAITING,
    /** The trouble is over. */
    SOLVED,
    /** Nothing is left to do. */
    CLOSED;

    /** Whether something is left to do about the trouble. */
    public boolean open() {
        return this != SOLVED && this != CLOSED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
