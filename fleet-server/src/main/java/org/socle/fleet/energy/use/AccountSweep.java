package org.socle.fleet.energy.use;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.energy.meter.MeterMonths;
import org.socle.fleet.energy.use.AccountTable.Due;
import org.socle.fleet.reading.Retention;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Isolated;

/**
 * Adds up what machines have gained, by place, day and month; and, when a school's calendar was changed, tells its days apart anew.
 * What a look costs follows from what has changed since the last one, not from how much there is. Not thread-safe.
 */
public final class AccountSweep {
    /** Days of places a transaction: short enough not to hold up the intake. */
    private static final int BATCH = 200;

    private final Database database;
    private final SchoolCalendar calendar;
    private final Clock clock;
    private final AccountTable table = new AccountTable();
    private final MeterMonths meters = new MeterMonths();

    public AccountSweep(Database database, SchoolCalendar calendar, Clock clock) {
        this.database = database;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Adds up everything that is due. */
    public synchronized void addUp() {
        Set<Due> broken = new HashSet<>();
        while (true) {
            List<Due> due =
                    database
                            .<List<Due>, RuntimeException>read(handle -> table.due(handle, BATCH + broken.size()))
                            .stream()
                            .filter(each -> !broken.contains(each))
                            .toList();
            if (due.isEmpty()) {
                return;
            }
            database.writing(handle -> {
                Isolated.each(handle, due, "consumption of", each -> {
                    // Taken out again when it comes to a good end.
                    broken.add(each);
                    table.addUpDay(handle, each);
                    broken.remove(each);
                });
                Map<Long, Set<LocalDate>> months = due.stream()
                        .collect(Collectors.groupingBy(
                                Due::place,
                                Collectors.mapping(
                                        each -> each.day().withDayOfMonth(1), Collectors.toCollection(TreeSet::new))));
                months.forEach((place, firsts) -> firsts.forEach(first -> table.addUpMonth(handle, place, first)));
                meters.addUp(handle, months);
            });
        }
    }

    /** Tells the days of schools apart anew whose calendar has changed. Once a day is enough. */
    public synchronized void recheck() {
        for (long school : database.<List<Long>, RuntimeException>read(table::schools)) {
            Timetable timetable = calendar.timetable(school);
            String rules = digest(timetable.rules().toString());
            boolean known = database.<Boolean, RuntimeException>write(handle -> table.knows(handle, school, rules));
            if (!known) {
                for (long place : database.<List<Long>, RuntimeException>read(handle -> table.places(handle, school))) {
                    split(place, timetable);
                }
            }
        }
    }

    /** Forgets the quarters of an hour of days of which the hours are no longer kept either. */
    public synchronized void forget() {
        LocalDate before = LocalDate.ofInstant(clock.instant().minus(Retention.HOURS), ZoneOffset.UTC);
        int forgotten;
        do {
            forgotten = database.<Integer, RuntimeException>write(handle -> table.forget(handle, before, BATCH));
        } while (forgotten == BATCH);
    }

    /** A machine a transaction, in which nothing of it is taken in. */
    private void split(long place, Timetable timetable) {
        List<Long> machines = database.<List<Long>, RuntimeException>read(handle -> table.machines(handle, place));
        Isolated.each(
                machines,
                "energy of machine",
                machine -> database.writing(handle -> table.kept(handle, place, machine)
                        .forEach(each -> {
                            LocalDate day = LocalDate.ofEpochDay(each.key().day());
                            Trace trace = Trace.of(day, timetable.zone(), each.trace());
                            table.save(
                                    handle,
                                    each.key(),
                                    trace,
                                    each.tellsUse(),
                                    () -> new Split(trace, timetable, day, each.tellsUse()).day());
                        })));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
