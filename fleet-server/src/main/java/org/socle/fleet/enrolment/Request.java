package org.socle.fleet.enrolment;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socle.contract.enrolment.Hardware;
import org.socle.enrol.Label;

/**
 * A machine that asks to join.
 *
 * @param code the code it came with; null when it came with a certificate
 * @param key SHA-256 of its public key
 * @param place where it is to stand; null when that is not known
 * @param resembles the machine it is compared with; null for a new one
 * @param machine the machine it has become; null until it is approved
 */
public record Request(
        long id,
        @Nullable Long code,
        String key,
        @Nullable Long place,
        Label label,
        Hardware hardware,
        Likeness likeness,
        @Nullable Long resembles,
        State state,
        @Nullable Long machine,
        Instant seen) {

    /** The same, compared with nothing. */
    Request asNew() {
        return new Request(id, code, key, place, label, hardware, Likeness.NEW, null, state, machine, seen);
    }

    /** Whether it came with this code. */
    boolean askedWith(Code given) {
        return code != null && code == given.id();
    }

    /** What it is beside the machines there are. */
    public enum Likeness {
        /** Hardware nobody has seen. */
        NEW,
        /** A machine that joined before: it keeps its history. */
        AGAIN,
        /** Other hardware with the identity of a machine there is: its disk was copied or moved. */
        CLONE,
        /** As much speaks for a machine there is as against it, or that machine is connected at this moment. */
        DOUBTFUL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Likeness of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How far it has come. */
    public enum State {
        WAITING,
        APPROVED,
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The best name there is: host name, else maker and model, else the start of its key. */
    public String name() {
        String kind = (label.manufacturer() + " " + label.model()).strip();
        return !label.hostName().isEmpty() ? label.hostName() : kind.isEmpty() ? key.substring(0, 8) : kind;
    }
}
