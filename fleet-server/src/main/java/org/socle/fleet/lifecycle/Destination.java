package org.socle.fleet.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where something goes that is retired. */
public enum Destination {
    SALE(true),
    GIFT(true),
    INTERNAL(true),
    /** Handed over to be made ready for another use. */
    PREPARATION(true),
    RECYCLING(false),
    LOST(false);

    private final boolean reuse;

    Destination(boolean reuse) {
        this.reuse = reuse;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the law takes it for "réemploi ou réutilisation". */
    public boolean reuse() {
        return reuse;
    }

    public static Optional<Destination> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
