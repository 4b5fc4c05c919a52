package org.socle.fleet.place;

import org.jspecify.annotations.Nullable;

/**
 * One place.
 *
 * @param id the database's number
 * @param parent number of the place it is in; null at the top
 * @param path numbers from the top down to its own, such as {@code /1/4/9/}
 */
public record Place(long id, @Nullable Long parent, PlaceKind kind, String path, PlaceDetails details) {
    public String name() {
        return details.name();
    }

    /** A school's code; empty for the other kinds. */
    public String uai() {
        return details.uai();
    }

    /** Address of its page: a school's and a room's own, else the one to edit it. */
    public String href() {
        return switch (kind) {
            case SCHOOL -> "/schools/" + uai();
            case ROOM -> "/rooms/" + id;
            default -> "/places/" + id;
        };
    }
}
