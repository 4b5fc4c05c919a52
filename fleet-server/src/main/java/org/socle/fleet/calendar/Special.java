package org.socle.fleet.calendar;

import java.time.LocalDate;

/**
 * Days on which a place does not keep to its week: closed for works, or open on a Saturday. It outdoes holidays. Immutable.
 *
 * @param first the first day
 * @param last the last day, not before the first
 * @param hours of class on each of these days; none when it is closed
 * @param reason in a person's own words, never empty
 */
public record Special(LocalDate first, LocalDate last, Hours hours, String reason) {
    public Special {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(reason + " ends on " + last + " before it begins on " + first);
        }
    }

    boolean covers(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    boolean overlaps(Special other) {
        return !first.isAfter(other.last) && !other.first.isAfter(last);
    }
}
