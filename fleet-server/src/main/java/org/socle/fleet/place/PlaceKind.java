package org.socle.fleet.place;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a place is, from the top down. */
public enum PlaceKind {
    /** A commune, département or région: who pays for the machines. */
    COLLECTIVITE,
    /** An inspector's group of primary schools. Collèges and lycées are in none. */
    CIRCONSCRIPTION,
    SCHOOL,
    ROOM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PlaceKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /**
     * Whether it may be in a place of this kind.
     *
     * @param parent null for the top
     */
    public boolean fitsInto(@Nullable PlaceKind parent) {
        return switch (this) {
            case COLLECTIVITE -> parent == null;
            case CIRCONSCRIPTION -> parent == COLLECTIVITE;
            case SCHOOL -> parent == COLLECTIVITE || parent == CIRCONSCRIPTION;
            case ROOM -> parent == SCHOOL;
        };
    }

    /** What may be in it, from the top down. */
    public List<PlaceKind> holds() {
        return Arrays.stream(values()).filter(kind -> kind.fitsInto(this)).toList();
    }

    /** Whether machines may be in it. */
    public boolean holdsMachines() {
        return this == SCHOOL || this == ROOM;
    }
}
