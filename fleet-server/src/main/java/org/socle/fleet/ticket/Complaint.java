package org.socle.fleet.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people can say is wrong, without knowing why. Its words are {@code complaint.{word}} in the message files. */
public enum Complaint {
    NO_START,
    NO_INTERNET,
    SCREEN_OR_KEYS,
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Complaint> of(String word) {
        return Arrays.stream(values())
                .filter(complaint -> complaint.word().equals(word))
                .findFirst();
    }
}
