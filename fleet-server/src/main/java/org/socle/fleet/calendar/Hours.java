package org.socle.fleet.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hours of class of one day, by the clock on the wall. Immutable.
 *
 * @param spans in order, none overlapping another; empty when there is no class
 */
public record Hours(List<Span> spans) {
    /** No class. */
    public static final Hours NONE = new Hours(List.of());

    /** Minutes of a day: the last hour ends there. */
    static final int MIDNIGHT = 24 * 60;

    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,2})(?::(\\d{2})?)?-(\\d{1,2})(?::(\\d{2})?)?", Pattern.CASE_INSENSITIVE);

    /**
     * One stretch.
     *
     * @param from in minutes of the day, 0 to 1439
     * @param to exclusive, in minutes of the day, above {@code from}, up to 1440
     */
    public record Span(int from, int to) {
        public Span {
            if (from < 0 || from >= to || to > MIDNIGHT) {
                throw new IllegalArgumentException("minutes " + from + " to " + to + " are no hours of a day");
            }
        }

        @Override
        public String toString() {
            return clock(from) + "-" + clock(to);
        }

        private static String clock(int minutes) {
            return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
        }
    }

    /**
     * Takes hours.
     *
     * @throws IllegalArgumentException when they are out of order or overlap
     */
    public Hours {
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from() < spans.get(i - 1).to()) {
                throw new IllegalArgumentException(spans + " overlap or are out of order");
            }
        }
        spans = List.copyOf(spans);
    }

    /**
     * What somebody typed, such as {@code 8h30-11h30, 13:30–16:30}, or what {@link #toString} wrote; empty when it is no hours.
     * Nothing typed is no class.
     */
    public static Optional<Hours> parse(String text) {
        String clean = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*h\\s*", ":")
                .replaceAll("\\s*[-–—]\\s*", "-");
        List<Span> spans = new ArrayList<>();
        try {
            for (String part : clean.split("[,;\\s]+", -1)) {
                Matcher matcher = SPAN.matcher(part);
                if (matcher.matches()) {
                    spans.add(new Span(
                            minutes(matcher.group(1), matcher.group(2)), minutes(matcher.group(3), matcher.group(4))));
                } else if (!part.isEmpty()) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Hours(spans));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int minutes(String hour, String minute) {
        int minutes = minute == null ? 0 : Integer.parseInt(minute);
        if (minutes > 59) {
            throw new IllegalArgumentException("an hour has 60 minutes");
        }
        return Integer.parseInt(hour) * 60 + minutes;
    }

    /** Whether there is no class. */
    public boolean none() {
        return spans.isEmpty();
    }

    /** Whether a minute of the day, 0 to 1439, is one of class. */
    boolean contains(int minute) {
        for (Span span : spans) {
            if (minute >= span.from() && minute < span.to()) {
                return true;
            }
        }
        return false;
    }

    /** As forms show and the database keeps them: {@code 08:30-11:30, 13:30-16:30}; empty for none. */
    @Override
    public String toString() {
        return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
    }
}
