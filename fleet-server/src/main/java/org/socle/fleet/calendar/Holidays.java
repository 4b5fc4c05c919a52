package org.socle.fleet.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** Zones and their school holidays, the same for everybody: who changes them has to see everything. Thread-safe. */
public final class Holidays {
    private static final String SHIPPED = "/calendar/school-holidays.csv";
    private static final int LONGEST_NAME = 60;

    private final Database database;
    private final Clock clock;
    private final StoredCalendar stored;
    private final Audit audit;
    private final CalendarTable table = new CalendarTable();

    public Holidays(Database database, Clock clock, StoredCalendar stored) {
        this.database = database;
        this.clock = clock;
        this.stored = stored;
        this.audit = new Audit(database, clock);
    }

    /** Takes what came with the server and was not taken before, where nothing else is known for those days. */
    public void takeShipped() {
        HolidayFile file = HolidayFile.parse(shipped());
        database.writing(handle -> {
            // Nothing is too old here: what was taken is noted, so that it is not looked at again.
            HolidayPlan plan = HolidayPlan.of(file, table.zones(handle), table.holidays(handle), LocalDate.EPOCH);
            for (HolidayPlan.Entry entry : plan.entries()) {
                Holiday holiday = Objects.requireNonNull(entry.holiday(), "what is shipped is right");
                if (table.ship(handle, entry.zone(), holiday) && entry.verdict() == HolidayPlan.Verdict.CREATED) {
                    table.addHoliday(handle, entry.zone(), holiday, entry.source());
                }
            }
        });
        stored.changed();
    }

    private static String shipped() {
        try (InputStream in = Holidays.class.getResourceAsStream(SHIPPED)) {
            return new String(Objects.requireNonNull(in, SHIPPED).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    /** All zones, those of the mainland first. */
    public List<HolidayZone> zones() {
        return database.<List<HolidayZone>, RuntimeException>read(table::zones);
    }

    public Optional<HolidayZone> zone(String code) {
        return zones().stream().filter(zone -> zone.code().equals(code)).findFirst();
    }

    /** All zones' holidays, the first to come first. */
    public List<KnownHoliday> all() {
        return database.<List<KnownHoliday>, RuntimeException>read(table::holidays);
    }

    /**
     * Adds holidays to a zone.
     *
     * @throws Refusal when the viewer does not see everything, there is no such zone, the name is missing or long, or some of
     *     these days are taken
     */
    public void add(Viewer viewer, String zone, Holiday holiday) {
        if (holiday.name().isBlank() || holiday.name().length() > LONGEST_NAME) {
            throw new Refusal("holidays.refused.holiday", LONGEST_NAME);
        }
        change(viewer, handle -> {
            HolidayZone known = require(handle, zone);
            table.holidays(handle).stream()
                    .filter(other ->
                            other.zone().equals(zone) && other.holiday().overlaps(holiday))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new Refusal(
                                "calendar.refused.first.taken", other.holiday().name());
                    });
            table.addHoliday(handle, zone, holiday, "");
            record(handle, viewer, Action.HOLIDAY_ADDED, told(known, holiday));
        });
    }

    /**
     * Takes holidays of a zone away.
     *
     * @throws Refusal when the viewer does not see everything, or the zone has no such holidays
     */
    public void remove(Viewer viewer, String zone, @Nullable Long id) {
        change(viewer, handle -> {
            KnownHoliday known = table.holidays(handle).stream()
                    .filter(each -> each.zone().equals(zone) && Objects.equals(each.id(), id))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("calendar.refused.gone"));
            table.removeHoliday(handle, known.id());
            record(handle, viewer, Action.HOLIDAY_REMOVED, told(require(handle, zone), known.holiday()));
        });
    }

    private static Map<String, String> told(HolidayZone zone, Holiday holiday) {
        return Map.of(
                "zone", zone.name(), "holiday", holiday.name() + " " + Calendars.days(holiday.first(), holiday.last()));
    }

    /**
     * Adds a zone, or changes one.
     *
     * @param code of the one to change; empty for a new one, whose code comes from its name
     * @param timeZone such as {@code Indian/Reunion}
     * @return its code
     * @throws Refusal when the viewer does not see everything, the name is missing, long or taken, or there is no such time zone
     */
    public String save(Viewer viewer, String code, String name, String timeZone) {
        if (name.isBlank() || name.length() > LONGEST_NAME || Zones.code(name).isEmpty()) {
            throw new Refusal("holidays.refused.name.long", LONGEST_NAME);
        }
        HolidayZone zone = new HolidayZone(code.isEmpty() ? Zones.code(name) : code, name, clock(timeZone));
        change(viewer, handle -> {
            if (!code.isEmpty()) {
                require(handle, code);
            }
            boolean taken = table.zones(handle).stream()
                    .anyMatch(other -> other.code().equals(zone.code())
                            ? code.isEmpty()
                            : other.name().equals(name));
            if (taken) {
                throw new Refusal("holidays.refused.name.taken", name);
            }
            if (code.isEmpty()) {
                table.addZone(handle, zone);
            } else {
                table.changeZone(handle, zone);
            }
            record(
                    handle,
                    viewer,
                    Action.HOLIDAY_ZONE_CHANGED,
                    Map.of("zone", name, "clock", zone.clock().getId()));
        });
        return zone.code();
    }

    private static ZoneId clock(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            if (!(zone instanceof ZoneOffset) && ZoneId.getAvailableZoneIds().contains(name)) {
                return zone;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new Refusal("holidays.refused.clock", name);
    }

    /** What an import of a list would do; nothing is written. */
    public HolidayPlan plan(HolidayFile file) {
        return database.<HolidayPlan, RuntimeException>read(handle -> plan(handle, file));
    }

    private HolidayPlan plan(Handle handle, HolidayFile file) {
        return HolidayPlan.of(
                file,
                table.zones(handle),
                table.holidays(handle),
                clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /**
     * Does all that a plan says, or nothing.
     *
     * @param fingerprint of the plan that was agreed to
     * @throws Refusal when the viewer does not see everything, a line is refused, or the plan is no longer the one that was
     *     agreed to
     */
    public void apply(Viewer viewer, HolidayFile file, String fingerprint) {
        change(viewer, handle -> {
            HolidayPlan plan = plan(handle, file);
            if (!plan.possible()) {
                throw new Refusal("import.refused.lines");
            }
            if (!plan.fingerprint().equals(fingerprint)) {
                throw new Refusal("holidays.refused.changed");
            }
            for (HolidayPlan.Entry step : plan.steps()) {
                step.replaced().forEach(known -> table.removeHoliday(handle, known.id()));
                table.addHoliday(
                        handle,
                        step.zone(),
                        Objects.requireNonNull(step.holiday(), "a step has holidays"),
                        step.source());
            }
            record(
                    handle,
                    viewer,
                    Action.HOLIDAYS_IMPORTED,
                    Map.of(
                            "created", Long.toString(plan.count(HolidayPlan.Verdict.CREATED)),
                            "changed", Long.toString(plan.count(HolidayPlan.Verdict.CHANGED))));
        });
    }

    private void change(Viewer viewer, Consumer<Handle> work) {
        if (!viewer.scope().everything()) {
            throw new Refusal("calendar.refused.scope");
        }
        database.writing(work::accept);
        stored.changed();
    }

    private HolidayZone require(Handle handle, String code) {
        return table.zones(handle).stream()
                .filter(zone -> zone.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal("calendar.refused.zone", code));
    }

    private void record(Handle handle, Viewer viewer, Action action, Map<String, String> details) {
        audit.record(handle, viewer.who(), action, Subject.server(), details);
    }
}
