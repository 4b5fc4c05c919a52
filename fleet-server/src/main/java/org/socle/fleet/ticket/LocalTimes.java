package org.socle.fleet.ticket;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.Refusal;

/** Times as forms hold them, by the clock on a school's walls: {@code 2026-11-25T14:30}. Pure. */
final class LocalTimes {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    /** What the database's milliseconds, and a page, can hold. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 9998;

    private LocalTimes() {}

    /**
     * What a form holds; null when that is nothing.
     *
     * @param refusal key of what to say when it is no time
     */
    static @Nullable Instant parse(String text, ZoneId zone, String refusal) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                throw new Refusal(refusal);
            }
            return time.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(refusal);
        }
    }

    /** The same for a form. */
    static String text(Instant at, ZoneId zone) {
        return WRITTEN.format(at.atZone(zone));
    }
}
