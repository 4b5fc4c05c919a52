package org.socle.fleet.maintenance.forecast;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a reading reaches its limit, if all goes on as it did.
 *
 * @param verdict whether there is a date
 * @param earliest one case in twenty is before; null without a date, likewise the two below
 * @param likely as many cases are before as after
 * @param latest one case in twenty is after
 * @param days of readings it rests on
 */
public record Forecast(
        Verdict verdict,
        @Nullable LocalDate earliest,
        @Nullable LocalDate likely,
        @Nullable LocalDate latest,
        int days) {

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
        FAR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Forecast none(Verdict verdict, int days) {
        return new Forecast(verdict, null, null, null, days);
    }
}
