package org.socle.fleet.energy.meter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.fleet.web.Refusal;

/**
 * Reads the times of a file, one after the other: {@code 2026-10-01T00:30:00+02:00}, {@code 2026-10-01 00:30}, {@code 01/10/2026
 * 00:30}. Without an offset they are by the clock on the school's wall; of the hour that comes twice in October the first mention is
 * the first one. Not thread-safe.
 */
final class Moments {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})"
            + "(?:\\.\\d{1,9})?)?\\s?(Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern FRENCH =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})[T ](\\d{1,2})[:hH](\\d{2})(?::(\\d{2}))?");
    private static final int MIDNIGHT = 24;

    private final ZoneId zone;
    private final Set<LocalDateTime> seenTwiceADay = new HashSet<>();

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** Whether a text looks like a time at all. */
    static boolean looksLikeOne(String text) {
        return ISO.matcher(text).matches() || FRENCH.matcher(text).matches();
    }

    /**
     * Reads the next one.
     *
     * @throws Refusal when it is no time, or one that the clock never shows
     */
    Instant read(String text) {
        Matcher iso = ISO.matcher(text);
        Matcher french = FRENCH.matcher(text);
        try {
            if (iso.matches()) {
                LocalDateTime local = local(iso, iso.group(1), iso.group(2), iso.group(3));
                String offset = iso.group(7);
                return offset == null ? onTheWall(local, text) : local.toInstant(ZoneOffset.of(offset));
            }
            if (french.matches()) {
                return onTheWall(local(french, french.group(3), french.group(2), french.group(1)), text);
            }
        } catch (DateTimeException e) {
            throw new Refusal("meter.refused.time", text);
        }
        throw new Refusal("meter.refused.time", text);
    }

    private static LocalDateTime local(Matcher matcher, String year, String month, String day) {
        int hour = Integer.parseInt(matcher.group(4));
        String second = Objects.requireNonNullElse(matcher.group(6), "0");
        // The end of a day, as some write it.
        boolean midnight = hour == MIDNIGHT && matcher.group(5).equals("00");
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                .atTime(midnight ? 0 : hour, Integer.parseInt(matcher.group(5)), Integer.parseInt(second))
                .plusDays(midnight ? 1 : 0);
    }

    private Instant onTheWall(LocalDateTime local, String text) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (!local.equals(change.getDateTimeBefore())) {
                throw new Refusal("meter.refused.skipped", text);
            }
            return change.getInstant();
        }
        boolean again = offsets.size() > 1 && !seenTwiceADay.add(local);
        return local.toInstant(offsets.get(again ? 1 : 0));
    }
}
