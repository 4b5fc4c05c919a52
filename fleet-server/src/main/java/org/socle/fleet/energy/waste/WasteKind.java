package org.socle.fleet.energy.waste;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of waste, the plainest first. Their words are {@code waste.{word}.…} in the message files. */
public enum WasteKind {
    NEVER_OFF,
    LIT_AT_NIGHT,
    OVERSIZED,
    ON_WHILE_EMPTY,
    NEVER_SLEEPS,
    SCREEN_UNUSED,
    COSTLY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WasteKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
