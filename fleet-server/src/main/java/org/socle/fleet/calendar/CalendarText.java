package org.socle.fleet.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.socle.fleet.web.Frame;

/** Days and hours of the calendar as people read them, in one language. */
public final class CalendarText {
    private CalendarText() {}

    /**
     * A school at a moment in one sentence or two: "Temps scolaire jusqu’à 16 h 30.", "Vacances de Noël jusqu’au dimanche 3
     * janvier. Reprise lundi 4 janvier à 8 h 30."
     */
    public static String sentence(Timetable timetable, Instant now, Frame frame) {
        if (timetable.schoolTime(now)) {
            return frame.text("calendar.sentence.class", time(timetable.free(now), timetable.zone(), frame));
        }
        LocalDate today = now.atZone(timetable.zone()).toLocalDate();
        return frame.text(
                "calendar.sentence.out",
                why(timetable.day(today), frame),
                next(timetable.nextSchoolTime(now), today, timetable.zone(), frame));
    }

    private static String why(Day day, Frame frame) {
        return switch (day.kind()) {
            case SCHOOL_HOLIDAY -> frame.text("calendar.sentence.holiday", day.name(), weekday(day.until(), frame));
            case PUBLIC_HOLIDAY -> frame.text("calendar.sentence.public", name(day, frame));
            case EXCEPTION ->
                day.hours().none()
                        ? frame.text("calendar.sentence.closed", day.name())
                        : frame.text("calendar.sentence.off");
            case CLASS, CLOSED -> frame.text("calendar.sentence.off");
        };
    }

    private static String next(Optional<Instant> next, LocalDate today, ZoneId zone, Frame frame) {
        if (next.isEmpty()) {
            return frame.text("calendar.sentence.never");
        }
        LocalDate date = next.get().atZone(zone).toLocalDate();
        String time = time(next.get(), zone, frame);
        return date.equals(today)
                ? frame.text("calendar.sentence.today", time)
                : frame.text("calendar.sentence.next", weekday(date, frame), time);
    }

    /** What a holiday is called. */
    static String name(Day day, Frame frame) {
        return day.kind() == DayKind.PUBLIC_HOLIDAY
                ? PublicHolidays.name(day.name(), frame.messages().locale())
                : day.name();
    }

    private static String time(Instant at, ZoneId zone, Frame frame) {
        LocalTime time = at.atZone(zone).toLocalTime();
        return format(time.getMinute() == 0 ? "calendar.time.whole" : "calendar.time", time, frame);
    }

    private static String weekday(LocalDate date, Frame frame) {
        return format(date.getDayOfMonth() == 1 ? "calendar.weekday.first" : "calendar.weekday", date, frame);
    }

    /** One day or more, with the year: "du 19 décembre 2026 au 3 janvier 2027". */
    static String days(LocalDate first, LocalDate last, Frame frame) {
        return first.equals(last)
                ? frame.text("calendar.day.one", weekday(first, frame), Integer.toString(first.getYear()))
                : frame.text(
                        "calendar.day.more",
                        frame.format().day(first),
                        frame.format().day(last));
    }

    /** Up to when something is known. */
    static String until(LocalDate last, Frame frame) {
        return frame.format().day(last);
    }

    private static String format(String key, TemporalAccessor value, Frame frame) {
        return DateTimeFormatter.ofPattern(frame.text(key), frame.messages().locale())
                .format(value);
    }
}
