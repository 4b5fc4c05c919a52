package org.socle.fleet.energy.meter;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.place.Place;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** The meters of schools: what their buildings took, and the machines' share of it. Thread-safe. */
public final class Meters {
    private final Database database;
    private final SchoolCalendar calendar;
    private final Clock clock;
    private final Audit audit;
    private final MeterTable table = new MeterTable();

    public Meters(Database database, SchoolCalendar calendar, Clock clock) {
        this.database = database;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /**
     * Months of schools in which days of both building and machines are known.
     *
     * @param first the first day of a month
     * @param end the first day of the month after the last
     */
    public List<MeterMonth> months(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<MeterMonth>, RuntimeException>read(handle -> table.months(handle, scope, first, end));
    }

    /** What is known of a school's meter; the caller has made sure that the school is seen, here and below. */
    Optional<MeterTable.Known> known(Place school) {
        return database.<Optional<MeterTable.Known>, RuntimeException>read(handle -> table.known(handle, school.id()));
    }

    /** Number of another school that has a meter of this number; 0 for none. */
    long otherOf(Place school, String prm) {
        return prm.isEmpty()
                ? 0
                : database.<Long, RuntimeException>read(handle -> table.otherOf(handle, prm, school.id()));
    }

    MeterFile parse(Place school, String text, @Nullable Stamp chosen) {
        return MeterFile.parse(text, calendar.zone(school.id()), chosen, clock.instant());
    }

    MeterPlan plan(Place school, String prm, SortedMap<LocalDate, MeterDay> days) {
        return database.<MeterPlan, RuntimeException>read(handle -> plan(handle, school, prm, days));
    }

    private MeterPlan plan(Handle handle, Place school, String prm, SortedMap<LocalDate, MeterDay> days) {
        Map<LocalDate, MeterDay> known =
                days.isEmpty() ? Map.of() : table.days(handle, school.id(), days.firstKey(), days.lastKey());
        return MeterPlan.of(prm, days, known);
    }

    /**
     * Does what a plan said.
     *
     * @param fingerprint of that plan
     * @throws Refusal when it would do something else by now
     */
    void apply(Viewer viewer, Place school, MeterPlan.Sent sent, String fingerprint) {
        ZoneId zone = calendar.zone(school.id());
        if (sent.days().values().stream().anyMatch(day -> day.length() != MeterDay.length(day.day(), zone))) {
            throw new Refusal("import.refused.csv");
        }
        database.writing(handle -> {
            MeterPlan plan = plan(handle, school, sent.prm(), sent.days());
            if (!plan.fingerprint().equals(fingerprint)) {
                throw new Refusal("meter.refused.changed");
            }
            table.keep(handle, school.id(), plan.prm(), clock.instant());
            plan.steps().forEach(day -> table.write(handle, school.id(), day));
            plan.steps().stream()
                    .map(day -> day.day().withDayOfMonth(1))
                    .distinct()
                    .forEach(month -> table.addUp(handle, school.id(), month));
            audit.record(
                    handle,
                    viewer.who(),
                    Action.METER_IMPORTED,
                    Subject.place(school.id(), school.name()),
                    Map.of(
                            "first", sent.days().firstKey().toString(),
                            "last", sent.days().lastKey().toString(),
                            "added", Integer.toString(plan.added()),
                            "replaced", Integer.toString(plan.replaced())));
        });
    }

    /** Forgets a school's meter and all it counted; nothing happens when there is none. */
    void remove(Viewer viewer, Place school) {
        database.writing(handle -> {
            if (table.remove(handle, school.id())) {
                audit.record(
                        handle,
                        viewer.who(),
                        Action.METER_REMOVED,
                        Subject.place(school.id(), school.name()),
                        Map.of());
            }
        });
    }
}
