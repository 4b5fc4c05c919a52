package org.socle.fleet.energy.waste;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.factor.Territory;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Isolated;

/** Looks for waste over all machines, once a day. Not thread-safe. */
public final class WasteSweep {
    /** Machines a transaction. */
    private static final int BATCH = 200;

    private final Database database;
    private final SchoolCalendar calendar;
    private final FactorEditions editions;
    private final Readings readings;
    private final Clock clock;
    private final WasteTable table = new WasteTable();

    public WasteSweep(
            Database database, SchoolCalendar calendar, FactorEditions editions, Readings readings, Clock clock) {
        this.database = database;
        this.calendar = calendar;
        this.editions = editions;
        this.readings = readings;
        this.clock = clock;
    }

    /** Goes over all machines once, and looks at the last four weeks of each; today is not over. */
    public void look() {
        Instant now = clock.instant();
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(Weeks.DAYS);
        Factors factors = editions.current();
        Tariffs tariffs = editions.tariffs();
        Map<Long, SchoolYear> years = new HashMap<>();
        database.writing(handle -> table.forget(handle, from, Weeks.DAYS));
        long after = 0;
        while (true) {
            long last = after;
            List<WasteTable.Row> rows = database.<List<WasteTable.Row>, RuntimeException>read(
                    handle -> table.machines(handle, last, from, Weeks.DAYS, Weeks.WHOLE_DAY, BATCH));
            if (rows.isEmpty()) {
                return;
            }
            Map<Long, List<Waste>> found = new HashMap<>();
            Isolated.each(rows, "waste of", row -> {
                SchoolYear year =
                        years.computeIfAbsent(row.school(), school -> new SchoolYear(calendar.timetable(school), from));
                found.put(
                        row.machine(),
                        Finders.find(weeks(row, year, from), factors, supply(row, factors, tariffs, from)));
            });
            database.writing(handle -> Isolated.each(
                    handle,
                    found.entrySet(),
                    "waste",
                    each -> table.replace(handle, each.getKey(), each.getValue(), now)));
            after = rows.get(rows.size() - 1).machine();
        }
    }

    private static Supply supply(WasteTable.Row row, Factors factors, Tariffs tariffs, LocalDate from) {
        LocalDate today = from.plusDays(Weeks.DAYS);
        return new Supply(
                tariffs.on(row.path(), today).orElse(0),
                factors.grid(today.getYear(), Territory.of(row.uai()))
                        .map(Factor::value)
                        .orElse(0.0));
    }

    private Weeks weeks(WasteTable.Row row, SchoolYear year, LocalDate from) {
        Weeks weeks = weeks(row, year, OptionalDouble.empty());
        // A machine that is off at times is not asked for: nobody needs to know.
        return weeks.alwaysOn() ? weeks(row, year, load(row.machine(), from)) : weeks;
    }

    private static Weeks weeks(WasteTable.Row row, SchoolYear year, OptionalDouble load) {
        return new Weeks(
                row.type(),
                row.sums(),
                Long.bitCount(row.days()),
                row.wholeDays(),
                row.idleWatts(),
                load,
                year.classDays(row.days()),
                year.scale(row.days()));
    }

    private OptionalDouble load(long machine, LocalDate from) {
        Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        return readings
                .history(
                        Scope.EVERYTHING,
                        machine,
                        Processor.LOAD,
                        0,
                        begin,
                        begin.plus(Weeks.DAYS + 1L, ChronoUnit.DAYS),
                        Step.DAY)
                .stream()
                .mapToDouble(Point::mean)
                .average();
    }
}
