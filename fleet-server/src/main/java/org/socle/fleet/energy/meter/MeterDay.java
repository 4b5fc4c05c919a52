package org.socle.fleet.energy.meter;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a building took on one day, hour by hour from midnight on: 24 hours, 23 or 25 on the days the clock is changed. Immutable.
 *
 * @param length how many hours the day has
 * @param known watt-hours by the number of the hour, of the hours that are known in full
 */
record MeterDay(LocalDate day, int length, SortedMap<Integer, Integer> known) {
    private static final String SEPARATOR = ";";

    /** Watt-hours an hour: more is no school. */
    static final int MOST = 3_000_000;

    MeterDay {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    /** How many hours a day has somewhere. */
    static int length(LocalDate day, ZoneId zone) {
        return (int) Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone))
                .toHours();
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static MeterDay parse(LocalDate day, String text) {
        String[] hours = text.split(SEPARATOR, -1);
        SortedMap<Integer, Integer> known = new TreeMap<>();
        for (int hour = 0; hour < hours.length; hour++) {
            if (!hours[hour].isEmpty()) {
                int value = Integer.parseInt(hours[hour]);
                if (value < 0 || value > MOST) {
                    throw new IllegalArgumentException(day + ": " + text);
                }
                known.put(hour, value);
            }
        }
        return new MeterDay(day, hours.length, known);
    }

    /** The hours in a line: {@code 1250;1240;;980}, with nothing where nothing is known. */
    String text() {
        List<String> hours = new ArrayList<>();
        for (int hour = 0; hour < length; hour++) {
            Integer value = known.get(hour);
            hours.add(value == null ? "" : value.toString());
        }
        return String.join(SEPARATOR, hours);
    }

    boolean complete() {
        return known.size() == length;
    }

    /** Watt-hours of all of it; empty when an hour is not known. */
    OptionalLong total() {
        return complete()
                ? OptionalLong.of(
                        known.values().stream().mapToLong(Integer::longValue).sum())
                : OptionalLong.empty();
    }

    /** This day, and the hours of an older telling of it that this one leaves out. */
    MeterDay over(MeterDay older) {
        SortedMap<Integer, Integer> both = new TreeMap<>(older.known);
        both.putAll(known);
        return new MeterDay(day, length, both);
    }
}
