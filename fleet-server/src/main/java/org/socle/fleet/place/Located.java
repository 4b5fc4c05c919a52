package org.socle.fleet.place;

import org.jspecify.annotations.Nullable;

/**
 * Where something is.
 *
 * @param room null for what is in a school and in none of its rooms
 */
public record Located(Place school, @Nullable Place room) {
    /** The place itself: the room if there is one. */
    public Place place() {
        return room == null ? school : room;
    }

    /** "École Jean Macé, salle 3". */
    public String name() {
        return room == null ? school.name() : school.name() + ", " + room.name();
    }
}
