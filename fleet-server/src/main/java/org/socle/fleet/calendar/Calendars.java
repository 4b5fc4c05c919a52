package org.socle.fleet.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.place.Place;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** The calendars of places, for pages. Thread-safe. */
public final class Calendars {
    private static final int MOST_SPECIALS = 100;
    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_DAYS = 366;

    private final Database database;
    private final StoredCalendar stored;
    private final Audit audit;
    private final CalendarTable table = new CalendarTable();

    public Calendars(Database database, Clock clock, StoredCalendar stored) {
        this.database = database;
        this.stored = stored;
        this.audit = new Audit(database, clock);
    }

    /**
     * The calendar of a place, as it is stored this moment.
     *
     * @throws Refusal when the place is not seen
     */
    public PlaceCalendar of(Scope scope, Place place) {
        require(scope, place);
        List<Long> line = RulesOf.line(place.path());
        return database.<PlaceCalendar, RuntimeException>read(handle -> {
            Map<Long, Setting> settings = table.settings(handle, line);
            List<KnownSpecial> specials = table.specials(handle, line);
            RulesOf rulesOf = new RulesOf(settings, specials, table.zones(handle), table.holidays(handle));
            Setting own = settings.getOrDefault(place.id(), Setting.NONE);
            return new PlaceCalendar(
                    stored.timetable(rulesOf.place(place.path(), place.uai())),
                    own.week() != null,
                    line.stream()
                            .filter(each ->
                                    settings.getOrDefault(each, Setting.NONE).week() != null)
                            .findFirst()
                            .orElse(null),
                    rulesOf.zone(place.path(), place.uai()),
                    Objects.requireNonNullElse(own.zone(), ""),
                    specials);
        });
    }

    /**
     * Says the hours of a place and of all in it that says none.
     *
     * @param week null to say none, so that what holds above it holds here
     * @throws Refusal when the place is not seen
     */
    public void setWeek(Viewer viewer, Place place, @Nullable Week week) {
        change(viewer, place, handle -> {
            Setting before = setting(handle, place);
            table.set(handle, place.id(), new Setting(before.zone(), week));
            record(handle, viewer, place, Action.CALENDAR_CHANGED, Map.of("week", arrow(before.week(), week)));
        });
    }

    /**
     * Says the zone of a place and of all in it that says none.
     *
     * @param code of the zone; empty to say none
     * @throws Refusal when the place is not seen or there is no such zone
     */
    public void setZone(Viewer viewer, Place place, String code) {
        change(viewer, place, handle -> {
            if (!code.isEmpty()
                    && table.zones(handle).stream()
                            .noneMatch(zone -> zone.code().equals(code))) {
                throw new Refusal("calendar.refused.zone", code);
            }
            Setting before = setting(handle, place);
            table.set(handle, place.id(), new Setting(code.isEmpty() ? null : code, before.week()));
            record(
                    handle,
                    viewer,
                    place,
                    Action.CALENDAR_CHANGED,
                    Map.of("zone", arrow(before.zone(), code.isEmpty() ? null : code)));
        });
    }

    private static String arrow(@Nullable Object before, @Nullable Object after) {
        return (before == null ? "—" : before) + " → " + (after == null ? "—" : after);
    }

    /**
     * Adds an exception to a place and to all in it.
     *
     * @throws Refusal when the place is not seen, or says something else for one of these days, or the reason is missing or
     *     long, or there are too many
     */
    public void addSpecial(Viewer viewer, Place place, Special special) {
        if (special.reason().isBlank() || special.reason().length() > LONGEST_REASON) {
            throw new Refusal("calendar.refused.reason", LONGEST_REASON);
        }
        if (special.first().plusDays(LONGEST_DAYS).isBefore(special.last())) {
            throw new Refusal("calendar.refused.last.long", LONGEST_DAYS);
        }
        change(viewer, place, handle -> {
            List<KnownSpecial> known = table.specials(handle, List.of(place.id()));
            if (known.size() >= MOST_SPECIALS) {
                throw new Refusal("calendar.refused.many", MOST_SPECIALS);
            }
            known.stream()
                    .filter(other -> other.special().overlaps(special))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new Refusal(
                                "calendar.refused.first.taken", other.special().reason());
                    });
            table.addSpecial(handle, place.id(), special);
            record(handle, viewer, place, Action.CALENDAR_EXCEPTION_ADDED, told(special));
        });
    }

    /**
     * Takes an exception of a place away.
     *
     * @throws Refusal when the place is not seen, or has no such exception
     */
    public void removeSpecial(Viewer viewer, Place place, @Nullable Long id) {
        change(viewer, place, handle -> {
            KnownSpecial known =
                    table.special(handle, place.id(), id).orElseThrow(() -> new Refusal("calendar.refused.gone"));
            table.removeSpecial(handle, known.id());
            record(handle, viewer, place, Action.CALENDAR_EXCEPTION_REMOVED, told(known.special()));
        });
    }

    private static Map<String, String> told(Special special) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("reason", special.reason());
        details.put("days", days(special.first(), special.last()));
        details.put("hours", special.hours().toString());
        return details;
    }

    /** Days as the log keeps them. */
    static String days(LocalDate first, LocalDate last) {
        return first.equals(last) ? first.toString() : first + "/" + last;
    }

    private void change(Viewer viewer, Place place, java.util.function.Consumer<Handle> work) {
        require(viewer.scope(), place);
        database.writing(work::accept);
        stored.changed();
    }

    private Setting setting(Handle handle, Place place) {
        return table.settings(handle, List.of(place.id())).getOrDefault(place.id(), Setting.NONE);
    }

    private static void require(Scope scope, Place place) {
        if (!scope.sees(place.path())) {
            throw new Refusal("place.refused.unknown");
        }
    }

    private void record(Handle handle, Viewer viewer, Place place, Action action, Map<String, String> details) {
        audit.record(handle, viewer.who(), action, Subject.place(place.id(), place.name()), details);
    }
}
