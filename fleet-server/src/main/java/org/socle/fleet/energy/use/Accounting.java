package org.socle.fleet.energy.use;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.energy.use.AccountTable.Seat;
import org.socle.fleet.energy.use.AccountTable.Stay;
import org.socle.fleet.energy.use.TraceStore.Key;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.reading.Snapshot;

/** Writes what a pack says of a machine's consumption into the days it was consumed on. Thread-safe when its store is. */
public final class Accounting {
    /** What is older is not told apart any more: no agent keeps packs for so long. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final TraceStore store;
    private final SchoolCalendar calendar;
    private final AccountTable table = new AccountTable();

    /** @param store where days are kept */
    public Accounting(TraceStore store, SchoolCalendar calendar) {
        this.store = store;
        this.calendar = calendar;
    }

    /** One that writes into the database at once. */
    public static Accounting live(SchoolCalendar calendar) {
        return new Accounting(new AccountTable(), calendar);
    }

    /** Something that falls into days, and how a part of it is added to one. */
    private record Piece(Instant from, Instant to, BiConsumer<Trace, Part> add) {
        double share(Instant begin, Instant end) {
            return (double) Duration.between(begin, end).toMillis()
                    / Duration.between(from, to).toMillis();
        }
    }

    /** A day in a place, and the class there. */
    private record Day(Trace trace, Timetable timetable) {
        Sums split(Key key, boolean tellsUse) {
            return new Split(trace, timetable, LocalDate.ofEpochDay(key.day()), tellsUse).day();
        }
    }

    /** A part of a piece: all of it, but for a machine that was moved meanwhile. */
    private record Part(Instant from, Instant to, double share) {}

    /** Whether a reading says anything of consumption. */
    public static boolean concerns(Resource resource) {
        return Follower.concerns(resource);
    }

    /**
     * Takes one more pack.
     *
     * @param before what was known of the machine without it
     * @param now what is known with it
     */
    public void take(Handle handle, Machine machine, Snapshot before, Snapshot now) {
        Follower follower = new Follower(before, now, 1.0 / sharers(handle, machine, now));
        List<Piece> pieces = new ArrayList<>();
        for (Gain gain : follower.machine()) {
            pieces.add(new Piece(
                    gain.from(), gain.to(), (trace, part) -> trace.add(gain.part(part.from, part.to, part.share))));
        }
        for (Screens screens : follower.screens()) {
            pieces.add(new Piece(
                    screens.from(),
                    screens.to(),
                    (trace, part) -> trace.add(screens.part(part.from, part.to, part.share))));
        }
        for (Aside aside : follower.asides()) {
            pieces.add(new Piece(
                    aside.from(), aside.to(), (trace, part) -> trace.add(aside.part(part.from, part.to, part.share))));
        }
        follower.use()
                .ifPresent(use -> pieces.add(new Piece(
                        use.from(), use.to(), (trace, part) -> trace.add(use.part(part.from, part.to, part.share)))));
        if (pieces.isEmpty()) {
            return;
        }
        Seat seat = table.seat(handle, machine);
        Map<Key, Day> days = new LinkedHashMap<>();
        pieces.forEach(piece -> add(handle, machine, seat, piece, days));
        days.forEach((key, day) ->
                store.save(handle, key, day.trace, follower.tellsUse(), () -> day.split(key, follower.tellsUse())));
    }

    /** How many machines hang on the same plug. */
    private int sharers(Handle handle, Machine machine, Snapshot now) {
        Optional<String> plug = now.instances(Energy.PLUG.family()).stream()
                .flatMap(meter -> now.text(Energy.PLUG, meter).stream())
                .findFirst();
        return plug.map(named -> table.sharers(handle, machine, named)).orElse(1);
    }

    /** Adds a piece to the days and places it falls into. */
    private void add(Handle handle, Machine machine, Seat seat, Piece piece, Map<Key, Day> days) {
        Instant from = later(piece.from, piece.to.minus(LONGEST));
        List<Stay> stays = seat.moved().isAfter(from)
                ? table.stays(handle, machine, seat, from, piece.to)
                : seat.stay(from, piece.to);
        for (Stay stay : stays) {
            Part part = new Part(stay.from(), stay.to(), piece.share(stay.from(), stay.to()));
            Timetable timetable = calendar.timetable(stay.school());
            ZoneId zone = timetable.zone();
            LocalDate last = LocalDate.ofInstant(part.to, zone);
            for (LocalDate day = LocalDate.ofInstant(part.from, zone); !day.isAfter(last); day = day.plusDays(1)) {
                Day there = days.computeIfAbsent(
                        new Key(machine.id(), day.toEpochDay(), stay.place()),
                        key -> new Day(store.load(handle, key, zone), timetable));
                piece.add.accept(there.trace, part);
            }
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
