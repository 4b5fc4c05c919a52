package org.socle.fleet.sobriety.account;

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
import org.socle.fleet.device.Machine;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.sobriety.account.TraceStore.Key;

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
        follower.use()
                .ifPresent(use -> pieces.add(new Piece(
                        use.from(), use.to(), (trace, part) -> trace.add(use.part(part.from, part.to, part.share)))));
        Map<Key, Trace> days = new LinkedHashMap<>();
        pieces.forEach(piece -> add(handle, machine, piece, days));
        days.forEach((key, trace) -> save(handle, key, trace, follower.tellsUse()));
    }

    /** How many machines hang on the same plug. */
    private int sharers(Handle handle, Machine machine, Snapshot now) {
        Optional<String> plug = now.instances(Energy.PLUG.family()).stream()
                .flatMap(meter -> now.text(Energy.PLUG, meter).stream())
                .findFirst();
        return plug.map(named -> table.sharers(handle, machine, named)).orElse(1);
    }

    /** Adds a piece to the days and places it falls into. */
    private void add(Handle handle, Machine machine, Piece piece, Map<Key, Trace> days) {
        Instant from = later(piece.from, piece.to.minus(LONGEST));
        for (AccountTable.Stay stay : table.stays(handle, machine, from, piece.to)) {
            Part part = new Part(stay.from(), stay.to(), piece.share(stay.from(), stay.to()));
            ZoneId zone = timetable(stay.school()).zone();
            LocalDate last = LocalDate.ofInstant(part.to, zone);
            for (LocalDate day = LocalDate.ofInstant(part.from, zone); !day.isAfter(last); day = day.plusDays(1)) {
                Trace trace = days.computeIfAbsent(
                        new Key(machine.id(), day.toEpochDay(), stay.place()), key -> store.load(handle, key, zone));
                piece.add.accept(trace, part);
            }
        }
    }

    private void save(Handle handle, Key key, Trace trace, boolean tellsUse) {
        LocalDate day = LocalDate.ofEpochDay(key.day());
        Timetable timetable = timetable(table.school(handle, key.place()));
        store.save(handle, key, trace, tellsUse, () -> new Split(trace, timetable, day, tellsUse).day());
    }

    private Timetable timetable(long school) {
        return calendar.timetable(school);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
