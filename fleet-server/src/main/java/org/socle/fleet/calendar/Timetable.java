package org.socle.fleet.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When schools with the same {@link Rules} are in class. What the clock on the wall shows decides, also on the days it is
 * changed. Thread-safe; the sums of each year are made once, 1.5 kB each.
 */
public final class Timetable {
    /** Beyond this nothing is looked for: a school without class for more than a year has none. */
    static final int FARTHEST_DAYS = 400;

    private static final int MOST_YEARS = 100;

    private final Rules rules;
    private final PublicHolidays publicHolidays;

    /** For each year, the seconds of class before each of its days, and at the end those of all of it. */
    private final Map<Integer, int[]> sums = new ConcurrentHashMap<>();

    public Timetable(Rules rules, PublicHolidays publicHolidays) {
        this.rules = rules;
        this.publicHolidays = publicHolidays;
    }

    /** Class without a break on one day, between two moments. */
    public record Window(Instant from, Instant to) {}

    /** The time on the school's walls. */
    public ZoneId zone() {
        return rules.clock();
    }

    /** What it is made of. */
    public Rules rules() {
        return rules;
    }

    /** What a day is. Exceptions outdo school holidays, those outdo public ones, and these the week. */
    public Day day(LocalDate date) {
        for (Special special : rules.specials()) {
            if (special.covers(date)) {
                return new Day(date, DayKind.EXCEPTION, special.reason(), special.last(), special.hours());
            }
        }
        for (Holiday holiday : rules.holidays()) {
            if (holiday.covers(date)) {
                return new Day(date, DayKind.SCHOOL_HOLIDAY, holiday.name(), holiday.last(), Hours.NONE);
            }
        }
        String name = publicHolidays.in(rules.publicHolidays(), date.getYear()).get(date);
        if (name != null) {
            return new Day(date, DayKind.PUBLIC_HOLIDAY, name, date, Hours.NONE);
        }
        Hours hours = rules.week().on(date.getDayOfWeek());
        return new Day(date, hours.none() ? DayKind.CLOSED : DayKind.CLASS, "", date, hours);
    }

    /** Whether there is class at a moment. */
    public boolean schoolTime(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone());
        return day(local.toLocalDate()).hours().contains(local.getHour() * 60 + local.getMinute());
    }

    /**
     * How much class there is between two moments; as fast over years as over an hour.
     *
     * @throws IllegalArgumentException when {@code to} is before {@code from}, or more than 100 years after it
     */
    public Duration schoolTimeBetween(Instant from, Instant to) {
        int firstYear = local(from).getYear();
        if (to.isBefore(from) || local(to).getYear() - firstYear > MOST_YEARS) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is no time to look through");
        }
        return since(firstYear, to).minus(since(firstYear, from));
    }

    /** The class from the beginning of a year to a moment. */
    private Duration since(int firstYear, Instant to) {
        LocalDate date = local(to).toLocalDate();
        long seconds = 0;
        for (int year = firstYear; year < date.getYear(); year++) {
            int[] all = sums(year);
            seconds += all[all.length - 1];
        }
        Duration sum = Duration.ofSeconds(seconds + sums(date.getYear())[date.getDayOfYear() - 1]);
        for (Window window : windows(date)) {
            if (window.from.isBefore(to)) {
                sum = sum.plus(Duration.between(window.from, earlier(window.to, to)));
            }
        }
        return sum;
    }

    private int[] sums(int year) {
        return sums.computeIfAbsent(year, this::sum);
    }

    private int[] sum(int year) {
        int days = Year.of(year).length();
        int[] before = new int[days + 1];
        for (int i = 0; i < days; i++) {
            int seconds = 0;
            for (Window window : windows(LocalDate.ofYearDay(year, i + 1))) {
                seconds += (int) Duration.between(window.from, window.to).toSeconds();
            }
            before[i + 1] = before[i] + seconds;
        }
        return before;
    }

    /**
     * The first moment of class, not before {@code from}; {@code from} itself during class. Empty when there is no class in the
     * 400 days after it.
     */
    public Optional<Instant> nextSchoolTime(Instant from) {
        LocalDate date = local(from).toLocalDate();
        for (int i = 0; i < FARTHEST_DAYS; i++) {
            for (Window window : windows(date.plusDays(i))) {
                if (window.to.isAfter(from)) {
                    return Optional.of(later(window.from, from));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The first moment without class, not before {@code from}; {@code from} itself when there is none then. Where class never
     * ends, a moment 400 days later.
     */
    public Instant free(Instant from) {
        LocalDate date = local(from).toLocalDate();
        Instant moment = from;
        for (int i = 0; i < FARTHEST_DAYS; i++) {
            for (Window window : windows(date.plusDays(i))) {
                if (!window.from.isAfter(moment) && window.to.isAfter(moment)) {
                    moment = window.to;
                }
            }
            if (moment.isBefore(start(date.plusDays(i + 1L)))) {
                return moment;
            }
        }
        return moment;
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(zone());
    }

    private Instant start(LocalDate date) {
        return date.atStartOfDay(zone()).toInstant();
    }

    /** The class of a day in order. Where the clock is changed, the day falls into parts, each with its own offset. */
    public List<Window> windows(LocalDate date) {
        Hours hours = day(date).hours();
        if (hours.none()) {
            return List.of();
        }
        ZoneRules changes = zone().getRules();
        Instant end = start(date.plusDays(1));
        List<Window> windows = new ArrayList<>();
        Instant part = start(date);
        while (part.isBefore(end)) {
            ZoneOffsetTransition change = changes.nextTransition(part);
            Instant partEnd = change == null ? end : earlier(change.getInstant(), end);
            ZoneOffset offset = changes.getOffset(part);
            for (Hours.Span span : hours.spans()) {
                Instant from = later(moment(date, span.from(), offset), part);
                Instant to = earlier(moment(date, span.to(), offset), partEnd);
                if (from.isBefore(to)) {
                    windows.add(new Window(from, to));
                }
            }
            part = partEnd;
        }
        return windows;
    }

    private static Instant moment(LocalDate date, int minute, ZoneOffset offset) {
        return date.atStartOfDay().toInstant(offset).plus(minute, ChronoUnit.MINUTES);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
