package org.socle.fleet.lifecycle;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a piece of equipment from its purchase to its end. Immutable; null is what nobody has said.
 *
 * @param price in cents, without VAT; null for gifts
 * @param flat what a gift counts for, in cents, where the shipped file of flat values does not know it
 * @param made year of manufacture
 * @param supplier from whom; empty when unknown
 * @param retired the day somebody decided to part with it
 * @param destination never without {@code retired}
 * @param oriented the day it left for there; there is one whenever there is a destination
 * @param bordereau number of the waste consignment note; empty when there is none
 */
public record Facts(
        @Nullable Category category,
        @Nullable LocalDate acquired,
        @Nullable Acquisition how,
        @Nullable Long price,
        @Nullable Long flat,
        @Nullable Integer made,
        String supplier,
        @Nullable LocalDate retired,
        @Nullable Destination destination,
        @Nullable LocalDate oriented,
        String bordereau) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(null, null, null, null, null, null, "", null, null, null, "");

    /** Ten years are the limit of the law. */
    private static final int OLD = 10;

    /**
     * A year of manufacture.
     *
     * @param estimated whether nobody said it
     */
    public record Made(int year, boolean estimated) {

        /** Whether it is ten years old or more in a year. Only years are known, so that the whole year counts. */
        public boolean old(int inYear) {
            return inYear - year >= OLD;
        }
    }

    /**
     * The year it was made in: as somebody said; else the year in which it came when it came new, and one first life before that
     * when it came from somebody. Empty when nothing tells.
     */
    public Optional<Made> madeIn() {
        if (made != null) {
            return Optional.of(new Made(made, false));
        }
        if (acquired == null || how == null) {
            return Optional.empty();
        }
        int before = how.used() ? (category == null ? Category.OTHER : category).firstLife() : 0;
        return Optional.of(new Made(acquired.getYear() - before, true));
    }

    /** Whether it is in use at the end of a day: it has come, and has not been retired or is used again by its own people. */
    public boolean present(LocalDate day) {
        boolean come = acquired == null || !acquired.isAfter(day);
        boolean gone = retired != null && !retired.isAfter(day);
        boolean back = destination == Destination.INTERNAL && oriented != null && !oriented.isAfter(day);
        return come && (!gone || back);
    }
}
