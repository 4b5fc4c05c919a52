package org.socle.fleet.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What something was done to.
 *
 * @param id the database's number; 0 for the server
 * @param name as it is now; the log keeps it
 * @param place number of the place it is in: who sees that place sees the entry; null for who sees everything only
 */
public record Subject(
        Kind kind, long id, String name, @Nullable Long place) {

    /** What there is. */
    public enum Kind {
        MACHINE,
        PLACE,
        ACCOUNT,
        SERVER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    /**
     * A machine.
     *
     * @param place where it is, or was when it left; null when it is nowhere
     */
    public static Subject machine(long id, String name, @Nullable Long place) {
        return new Subject(Kind.MACHINE, id, name, place);
    }

    /** A place that is there. */
    public static Subject place(long id, String name) {
        return new Subject(Kind.PLACE, id, name, id);
    }

    /**
     * An account.
     *
     * @param place the only place it sees; null when there is more than one, or everything
     */
    public static Subject account(long id, String name, @Nullable Long place) {
        return new Subject(Kind.ACCOUNT, id, name, place);
    }

    /** The server as a whole. */
    public static Subject server() {
        return new Subject(Kind.SERVER, 0, "socle-server", null);
    }
}
