package org.socle.fleet.energy.bill;

import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.contract.Topics;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.use.Dated;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;

/**
 * What an address asks for: which months or day, of which place, room or machine, by which edition of factors.
 *
 * @param text the place as it was typed; empty for everything
 * @param place the place or room; empty for everything, and when there is none of that name
 * @param machine the machine; empty for all
 * @param scope what is seen of it
 * @param edition as the address names it; empty for the one that counts
 */
record Asked(
        Months months,
        String text,
        Optional<Place> place,
        Optional<Machine> machine,
        Scope scope,
        Factors factors,
        String edition) {
    /** What an address may say. */
    static final String[] NAMES = {"period", "place", "room", "machine", "edition"};

    private static final String[] EXAMPLES = {"2026-10", "2026", "2025-2026", "2026-10-14"};

    /**
     * Reads an address.
     *
     * @param seen by who asks
     * @throws NotFoundResponse when there is no such room or machine that is seen
     */
    static Asked of(
            Query query, Places places, Machines machines, Scope seen, FactorEditions editions, LocalDate today) {
        Months months = query.word("period", Months::parse, EXAMPLES).orElseGet(() -> Months.of(YearMonth.from(today)));
        String text = query.text("place");
        String room = query.text("room");
        String device = query.text("machine");
        if (Stream.of(text, room, device).filter(each -> !each.isEmpty()).count() > 1) {
            throw Query.wrong(
                    device.isEmpty() ? "room" : "machine",
                    device.isEmpty() ? room : device,
                    "only one of place, room and machine can be asked for");
        }
        Optional<Place> place = room.isEmpty()
                ? text.isEmpty() ? Optional.empty() : places.named(seen, text)
                : Optional.of(room(room, places, seen));
        Optional<Machine> machine = device.isEmpty()
                ? Optional.empty()
                : Optional.of(Topics.deviceId(device)
                        .flatMap(id -> machines.find(seen, id))
                        .orElseThrow(() -> new NotFoundResponse("there is no machine '" + device + "'")));
        Scope scope =
                place.map(found -> seen.and(Scope.of(found.path()))).orElse(text.isEmpty() ? seen : Scope.NOTHING);
        return new Asked(months, text, place, machine, scope, editions.asked(query), query.text("edition"));
    }

    private static Place room(String id, Places places, Scope seen) {
        Optional<Place> place = id.matches("\\d{1,18}") ? places.find(seen, Long.parseLong(id)) : Optional.empty();
        return place.filter(found -> found.kind() == PlaceKind.ROOM)
                .orElseThrow(() -> new NotFoundResponse("there is no room '" + id + "'"));
    }

    /** Whether a place was named that there is not. */
    boolean unknown() {
        return !text.isEmpty() && place.isEmpty();
    }

    /** Whether it is so little that it can be shown hour by hour: a machine, a room or a school. */
    boolean small() {
        return machine.isPresent()
                || place.map(Place::kind)
                        .filter(kind -> kind == PlaceKind.ROOM || kind == PlaceKind.SCHOOL)
                        .isPresent();
    }

    /** Whether it is more than a part of a school, so that it can be held against buildings. */
    boolean buildings() {
        return machine.isEmpty()
                && !months.day()
                && place.filter(found -> found.kind() == PlaceKind.ROOM).isEmpty();
    }

    /** What it consumed, by place and month; of a day, by place. */
    List<PlaceMonth> consumed(EnergyAccounts accounts) {
        if (months.day()) {
            return machine.map(found -> accounts.day(scope, found, months.first()))
                    .orElseGet(() -> accounts.day(scope, months.first()));
        }
        return machine.map(found -> accounts.months(scope, found, months.first(), months.end()))
                .orElseGet(() -> accounts.months(scope, months.first(), months.end()));
    }

    /** The same by day; those of which nothing is known are missing. */
    List<Dated> days(EnergyAccounts accounts) {
        return machine.map(found -> accounts.days(scope, found, months.first(), months.end()))
                .orElseGet(() -> accounts.days(scope, months.first(), months.end()));
    }

    /** What some of that costs. */
    Bill bill(List<PlaceMonth> consumed, Tariffs tariffs) {
        return Bill.of(consumed, months.day() ? Period.ofDays(1) : Period.ofMonths(1), factors, tariffs);
    }

    /** What it is of, as an address says it; empty for everything. */
    String subject() {
        return machine.map(found -> Url.pair("machine", found.deviceId().toString()))
                .or(() -> place.filter(found -> found.kind() == PlaceKind.ROOM)
                        .map(room -> Url.pair("room", Long.toString(room.id()))))
                .orElse(text.isEmpty() ? "" : Url.pair("place", text));
    }

    /** The address' questions, for another period. */
    String address(String period) {
        return Stream.of(Url.pair("period", period), subject(), edition.isEmpty() ? "" : Url.pair("edition", edition))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
    }

    String address() {
        return address(months.word());
    }
}
