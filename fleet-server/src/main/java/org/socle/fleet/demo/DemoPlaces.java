package org.socle.fleet.demo;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.simulator.Fleet;
import org.socle.simulator.SimulatedMachine;
import org.socle.simulator.SimulatedSchool;

/** Where the demo's machines are: puts its schools into the database, and the machines into them. */
final class DemoPlaces {
    /** Who does it, in the audit log. */
    static final Viewer MAKER =
            new Viewer(null, "demo", Role.ADMINISTRATOR, Scope.EVERYTHING, Role.ADMINISTRATOR.permissions(), null);

    private final Places places;
    private final Machines machines;
    private final Calendars calendars;
    private final Map<String, Place> known = new LinkedHashMap<>();

    DemoPlaces(Database database, Clock clock, StoredCalendar calendar) {
        this.places = new Places(database, clock);
        this.machines = new Machines(database, clock);
        this.calendars = new Calendars(database, clock, calendar);
    }

    /** Makes the schools of a fleet and what they are in. */
    void make(Fleet fleet) {
        for (SimulatedSchool school : fleet.schools()) {
            Place above = place(null, PlaceKind.COLLECTIVITE, school.collectivite(), "");
            if (!school.circonscription().isEmpty()) {
                above = place(above, PlaceKind.CIRCONSCRIPTION, school.circonscription(), "");
            }
            Place made = place(above, PlaceKind.SCHOOL, school.name(), school.uai());
            Week week = switch (school.week()) {
                case FOUR_DAYS -> Week.DEFAULT;
                case WITH_WEDNESDAY -> Week.WITH_WEDNESDAY;
                case SECONDARY -> Week.SECONDARY;
            };
            if (!week.equals(Week.DEFAULT)) {
                calendars.setWeek(MAKER, made, week);
            }
        }
        for (SimulatedMachine machine : fleet.machines()) {
            room(machine);
        }
    }

    private Place room(SimulatedMachine machine) {
        SimulatedSchool school = machine.school();
        Place above = place(null, PlaceKind.SCHOOL, school.name(), school.uai());
        return place(above, PlaceKind.ROOM, machine.room(), "");
    }

    private Place place(@Nullable Place above, PlaceKind kind, String name, String uai) {
        String key = kind == PlaceKind.SCHOOL ? uai : (above == null ? "" : above.path()) + kind + name;
        Place place = known.get(key);
        if (place == null) {
            place = places.create(
                    MAKER,
                    above == null ? null : (Long) above.id(),
                    kind,
                    kind == PlaceKind.COLLECTIVITE ? called(name) : new PlaceDetails(name, uai, "", "", ""));
            known.put(key, place);
        }
        return place;
    }

    /** A number that is kept for films and books, and an address that is nobody's. */
    private static PlaceDetails called(String name) {
        return new PlaceDetails(name, "", "Service informatique", "01 99 00 12 34", "depannage@example.fr");
    }

    /** Puts the machines into their rooms, once each has been heard. */
    void furnish(Fleet fleet) {
        fleet.machines()
                .forEach(machine ->
                        machines.move(MAKER, machine.device(), room(machine).id()));
    }

    /** When the schools of a fleet are in class; they have to be in the database. */
    static StoredClassHours hours(Fleet fleet, Places places, StoredCalendar calendar) {
        Map<String, Timetable> timetables = new HashMap<>();
        for (SimulatedSchool school : fleet.schools()) {
            Place place = places.school(Scope.EVERYTHING, new UaiCode(school.uai()))
                    .orElseThrow(() -> new IllegalStateException(school.uai() + " is missing from the demo"));
            timetables.put(school.uai(), calendar.timetable(place.id()));
        }
        return new StoredClassHours(timetables);
    }
}
