package org.socle.fleet.finding.forecast;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a reading reaches its limit, if all goes on as it did.
 *
 * @param verdict whether there is a date
 * @param limit the value at which something has to be done, in the reading's unit
 * @param earliest meant to have one case in twenty before it; never before the day it is asked for; null without a date, likewise the two below
 * @param likely as many cases are before as after
 * @param latest meant to have one case in twenty after it
 * @param days of readings it rests on
 * @param last day of the newest of them; null when there are none
 * @param ofClass whether days of class are counted, holidays not; else every day is
 */
public record Forecast(
        Verdict verdict,
        double limit,
        @Nullable LocalDate earliest,
        @Nullable LocalDate likely,
        @Nullable LocalDate latest,
        int days,
        @Nullable LocalDate last,
        boolean ofClass) {

    /** Whether the readings allow a date. */
    public enum Verdict {
        /** They do. */
        DATE,
        /** The limit is reached already. */
        REACHED,
        /** Too few days were heard of. */
        TOO_SHORT,
        /** It does not move towards the limit, or not clearly more than it moves about. */
        NO_TREND,
        /** It does, and may well take longer than anybody plans. */
        FAR,
        /** The readings are so old that the date would be past, or is anybody's guess. */
        STALE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Forecast none(Verdict verdict, double limit, int days, @Nullable LocalDate last) {
        return new Forecast(verdict, limit, null, null, null, days, last, false);
    }
}
