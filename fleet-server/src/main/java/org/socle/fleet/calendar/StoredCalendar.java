package org.socle.fleet.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.store.Database;

/**
 * The calendar of all schools, as the database has it. Thread-safe. All of it is kept in memory and read anew once a minute at
 * most, when somebody asks, so that what is changed elsewhere, such as a school that moves, counts a minute later; what {@link
 * Calendars} changes counts at once.
 */
public final class StoredCalendar implements SchoolCalendar {
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** So that questions about a school that is not there do not read everything each time. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Database database;
    private final Clock clock;
    private final PublicHolidays publicHolidays = new PublicHolidays();
    private final Timetable elsewhere;
    private final CalendarTable table = new CalendarTable();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Loaded loaded;

    /**
     * What was read.
     *
     * @param change the number of the newest change that is in it for certain
     */
    private record Loaded(Instant at, long change, Map<Long, Timetable> schools) {}

    public StoredCalendar(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.elsewhere = new Timetable(RulesOf.NOWHERE, publicHolidays);
    }

    @Override
    public Timetable timetable(long school) {
        Loaded now = loaded(FRESH);
        Timetable timetable = now.schools.get(school);
        if (timetable == null) {
            timetable = loaded(PATIENCE).schools.get(school);
        }
        return timetable == null ? elsewhere : timetable;
    }

    /** Has this year's public holidays found, so that the first question need not wait a second or more for them. Returns at once. */
    public void prepare() {
        Thread daemon = new Thread(() -> elsewhere.schoolTime(clock.instant()), "calendar");
        daemon.setDaemon(true);
        daemon.start();
    }

    /** A timetable for rules that are not stored. */
    Timetable timetable(Rules rules) {
        return new Timetable(rules, publicHolidays);
    }

    /** What was read counts no longer. */
    void changed() {
        changes.incrementAndGet();
    }

    private Loaded loaded(Duration age) {
        Loaded known = loaded;
        return known != null && holds(known, age) ? known : load(age);
    }

    private boolean holds(Loaded known, Duration age) {
        return known.change == changes.get() && known.at.plus(age).isAfter(clock.instant());
    }

    private synchronized Loaded load(Duration age) {
        Loaded known = loaded;
        if (known != null && holds(known, age)) {
            return known;
        }
        Instant at = clock.instant();
        long change = changes.get();
        Map<Rules, Timetable> before = new HashMap<>();
        if (known != null) {
            known.schools.values().forEach(each -> before.put(each.rules(), each));
        }
        Loaded read = new Loaded(
                at, change, database.<Map<Long, Timetable>, RuntimeException>read(handle -> read(handle, before)));
        loaded = read;
        return read;
    }

    /** Schools with the same rules share a timetable, and keep the one they had, with its sums. */
    private Map<Long, Timetable> read(Handle handle, Map<Rules, Timetable> shared) {
        RulesOf rulesOf = new RulesOf(
                table.settings(handle), table.specials(handle), table.zones(handle), table.holidays(handle));
        List<CalendarTable.School> schools = table.schools(handle);
        Map<Long, Timetable> timetables = new HashMap<>(schools.size() * 2);
        for (CalendarTable.School school : schools) {
            timetables.put(
                    school.id(), shared.computeIfAbsent(rulesOf.place(school.path(), school.uai()), this::timetable));
        }
        return timetables;
    }
}
