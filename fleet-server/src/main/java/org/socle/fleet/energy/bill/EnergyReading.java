package org.socle.fleet.energy.bill;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.Hourly;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Query;

/** What the page, the files and the API of energy read, each for the address it was asked by. Thread-safe. */
record EnergyReading(
        EnergyAccounts accounts,
        FactorEditions editions,
        Machines machines,
        Places places,
        SchoolCalendar calendar,
        Clock clock) {
    /** Machines whose hours together are nobody's day. */
    private static final int FEWEST = 3;

    LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** What an address asks for, of what the viewer sees. */
    Asked asked(Context context, Query query, LocalDate today) {
        return Asked.of(query, places, machines, Access.viewer(context).scope(), editions, today);
    }

    private boolean personal(Asked asked) {
        return asked.machine().isPresent()
                || asked.consumed(accounts).stream()
                                .mapToInt(PlaceMonth::machines)
                                .sum()
                        < FEWEST;
    }

    private static long school(Place place) {
        Long parent = place.parent();
        return place.kind() == PlaceKind.ROOM && parent != null ? parent : place.id();
    }

    /**
     * The hours of the day that is asked for; empty when it is no day, or of more than a school, or of so few machines that they tell
     * somebody's day to who does not look after them.
     */
    Optional<Hourly> hours(Viewer viewer, Asked asked) {
        if (!asked.months().day() || !asked.small() || !viewer.may(Permission.SEE_USE) && personal(asked)) {
            return Optional.empty();
        }
        LocalDate day = asked.months().first();
        long school = asked.machine()
                .flatMap(machine -> Optional.ofNullable(machine.place()))
                .flatMap(place -> places.find(asked.scope(), place))
                .or(asked::place)
                .map(EnergyReading::school)
                .orElse(0L);
        return Optional.of(asked.machine()
                .map(machine -> accounts.hours(asked.scope(), machine, calendar, school, day))
                .orElseGet(() -> accounts.hours(asked.scope(), calendar, school, day)));
    }
}
