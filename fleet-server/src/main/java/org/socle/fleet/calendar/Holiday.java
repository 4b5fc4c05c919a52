package org.socle.fleet.calendar;

import java.time.LocalDate;

/**
 * School holidays of a zone, such as those of Christmas, or a single day that is given, such as after Ascension. Immutable.
 *
 * @param name as the ministry calls them, in French
 * @param first the first day without class
 * @param last the last day without class, not before the first
 */
public record Holiday(String name, LocalDate first, LocalDate last) {
    public Holiday {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(name + " ends on " + last + " before it begins on " + first);
        }
    }

    boolean covers(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    boolean overlaps(Holiday other) {
        return !first.isAfter(other.last) && !other.first.isAfter(last);
    }
}
