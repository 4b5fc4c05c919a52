package org.socle.fleet.energy.meter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which end of its step a time in a meter's file marks. */
public enum Stamp {
    /** As Enedis does for meters up to 36 kVA: the first step of a day stands at 00:30. */
    END,
    /** As it does for larger ones, and most spreadsheets: the first step of a day stands at 00:00. */
    START;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Stamp> of(String word) {
        return Arrays.stream(values())
                .filter(stamp -> stamp.word().equals(word))
                .findFirst();
    }
}
