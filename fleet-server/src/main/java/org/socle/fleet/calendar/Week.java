package org.socle.fleet.calendar;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hours of class of a usual week. Immutable.
 *
 * @param days seven, from Monday
 */
public record Week(List<Hours> days) {
    /** What holds where nobody has said otherwise: the 24 hours of primary schools on four days. */
    public static final Week DEFAULT = repeated("08:30-11:30, 13:30-16:30", "");

    /** The same with a morning on Wednesday, on nine half-days. */
    public static final Week WITH_WEDNESDAY = repeated("08:30-11:45, 13:45-15:45", "08:30-11:30");

    /** What collèges and lycées do, as good as it can be said for all of them. */
    public static final Week SECONDARY = repeated("08:00-12:00, 13:30-17:30", "08:00-12:00");

    private static final String BETWEEN_DAYS = ";";

    /** Takes the hours of seven days. */
    public Week {
        if (days.size() != DayOfWeek.values().length) {
            throw new IllegalArgumentException("a week of " + days.size() + " days");
        }
        days = List.copyOf(days);
    }

    private static Week repeated(String usual, String wednesday) {
        Hours hours = Hours.parse(usual).orElseThrow();
        return new Week(
                List.of(hours, hours, Hours.parse(wednesday).orElseThrow(), hours, hours, Hours.NONE, Hours.NONE));
    }

    /** What {@link #stored} wrote; empty when it is something else. */
    static Optional<Week> parse(String text) {
        List<Hours> days = new ArrayList<>();
        for (String day : text.split(BETWEEN_DAYS, -1)) {
            Optional<Hours> hours = Hours.parse(day);
            if (hours.isEmpty()) {
                return Optional.empty();
            }
            days.add(hours.get());
        }
        return days.size() == DayOfWeek.values().length ? Optional.of(new Week(days)) : Optional.empty();
    }

    /** As the database keeps it. */
    String stored() {
        return days.stream().map(Hours::toString).collect(Collectors.joining(BETWEEN_DAYS));
    }

    /** The hours of a day of the week. */
    public Hours on(DayOfWeek day) {
        return days.get(day.getValue() - 1);
    }

    /** Days with class, by their number from 1 for Monday: {@code 1: 08:30-11:30, 13:30-16:30 · 3: …}. */
    @Override
    public String toString() {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> !on(day).none())
                .map(day -> day.getValue() + ": " + on(day))
                .collect(Collectors.joining(" · "));
    }
}
