package org.socle.fleet.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.socle.fleet.calendar.Hours;
import org.socle.fleet.calendar.Timetable;
import org.socle.simulator.ClassHours;

/** The hours of schools as the server knows them. Each day is asked for once and then stays. Thread-safe. */
final class StoredClassHours implements ClassHours {
    private record Key(Timetable timetable, LocalDate date) {}

    private final Map<String, Timetable> schools;
    private final Map<Key, List<Span>> known = new ConcurrentHashMap<>();

    /** Of these schools, by their codes. */
    StoredClassHours(Map<String, Timetable> schools) {
        this.schools = new HashMap<>(schools);
    }

    private Timetable timetable(String uai) {
        Timetable timetable = schools.get(uai);
        if (timetable == null) {
            throw new IllegalArgumentException(uai + " is no school of the demo");
        }
        return timetable;
    }

    @Override
    public List<Span> on(String uai, LocalDate date) {
        return known.computeIfAbsent(new Key(timetable(uai), date), StoredClassHours::spans);
    }

    private static List<Span> spans(Key key) {
        List<Hours.Span> spans = key.timetable.day(key.date).hours().spans();
        return spans.stream().map(span -> new Span(span.from(), span.to())).toList();
    }

    @Override
    public ZoneId zone(String uai) {
        return timetable(uai).zone();
    }
}
