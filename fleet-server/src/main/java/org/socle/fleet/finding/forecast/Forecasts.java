package org.socle.fleet.finding.forecast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.forecast.SiteTable.Site;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.store.Database;

/**
 * Looks ahead from what machines reported, half a year back at most: in days of class of the machine's school, to the limit that holds
 * where it is. Thread-safe.
 */
public final class Forecasts {
    /** What was long ago says little of how a machine is used now: ours. */
    private static final Duration BACK = Duration.ofDays(180);

    private static final Site NOWHERE = new Site(null, null);

    private final Database database;
    private final Readings readings;
    private final SchoolCalendar calendar;
    private final Function<@Nullable Long, Limits> limits;
    private final Clock clock;
    private final SiteTable table = new SiteTable();

    /** @param limits those that hold in a place, whose number is null for nowhere */
    public Forecasts(Database database, SchoolCalendar calendar, Function<@Nullable Long, Limits> limits, Clock clock) {
        this.database = database;
        this.readings = new Readings(database);
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
    }

    /** When an instance of a machine that is seen reaches a limit. */
    public Forecast of(Scope scope, long machine, Limit limit, int instance) {
        Site site = database.<Site, RuntimeException>read(
                handle -> table.of(handle, scope, machine).orElse(NOWHERE));
        Instant now = clock.instant();
        TreeMap<LocalDate, Double> daily = new TreeMap<>();
        for (Point point :
                readings.history(scope, machine, limit.measured(), instance, now.minus(BACK), now, Step.DAY)) {
            daily.put(date(point.at()), point.last());
        }
        Long school = site.school();
        return Drift.towards(
                daily,
                limit.value(limits.apply(site.place())),
                limit.rising(),
                school == null ? Pace.EVERY_DAY : Pace.of(calendar.timetable(school)),
                date(now));
    }

    /** Days are kept in UTC; where the sun is far from it, class falls on the day beside, which changes a date by one. */
    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
