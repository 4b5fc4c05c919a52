package org.socle.fleet.connectivity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Command;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.connectivity.SpeedTable.Due;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.store.Database;

/**
 * Tests of the schools' lines that nobody asked for: one a day and school by default, by its machines in turn, outside class
 * hours, a few schools at a time.
 */
public final class SpeedRounds {
    /** Together 13 Mbit/s of the server's own line, when the look comes every minute. */
    private static final int MOST_AT_ONCE = 20;

    /** Most of them are closed, and put off. */
    private static final int MOST_LOOKED_AT = 200;

    private static final int MOST_NEW = 500;
    private static final Duration NOBODY_THERE = Duration.ofMinutes(10);
    private static final Duration TRY_ANOTHER = Duration.ofMinutes(30);
    private static final int MOST_TRIES = 3;

    /** Over this much the schools are spread: in the night, after class, and when the server first sees them. */
    private static final Duration NIGHT = Duration.ofHours(6);

    private static final Duration AFTER_CLASS = Duration.ofMinutes(30);
    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(400);

    private final Database database;
    private final CommandQueue commands;
    private final Grants grants;
    private final int everyDays;
    private final SchoolCalendar calendar;
    private final Clock clock;
    private final SpeedTable table = new SpeedTable();

    /**
     * Prepares the rounds.
     *
     * @param everyDays between two tests of a school, 1 to 30; 0 for none
     * @param calendar when the schools are in class
     */
    public SpeedRounds(
            Database database,
            CommandQueue commands,
            Grants grants,
            int everyDays,
            SchoolCalendar calendar,
            Clock clock) {
        this.database = database;
        this.commands = commands;
        this.grants = grants;
        this.everyDays = everyDays;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Tests the lines whose time has come: one question to the database, whatever the number of machines. */
    public void sweep() {
        if (everyDays == 0) {
            return;
        }
        Instant now = clock.instant();
        List<Long> newcomers =
                database.<List<Long>, RuntimeException>read(handle -> table.newSchools(handle, MOST_NEW));
        List<Due> due = database.<List<Due>, RuntimeException>read(handle -> table.due(handle, now, MOST_LOOKED_AT));
        if (newcomers.isEmpty() && due.isEmpty()) {
            return;
        }
        Map<UUID, Command> kept = new LinkedHashMap<>();
        database.writing(handle -> {
            newcomers.forEach(school -> table.addSchool(handle, school, now.plus(spread(school, now, FIRST))));
            due.forEach(each -> consider(handle, each, now, kept));
        });
        kept.forEach(commands::send);
    }

    private void consider(Handle handle, Due due, Instant now, Map<UUID, Command> kept) {
        long school = due.school();
        Instant again = due.tested() == null ? now : next(school, due.tested());
        Instant free = calendar.free(school, now);
        Long machine = due.machine();
        UUID device = due.device();
        if (again.isAfter(now)) {
            table.postpone(handle, school, again, 0);
        } else if (free.isAfter(now)) {
            table.postpone(handle, school, free.plus(spread(school, now, AFTER_CLASS)), due.tries());
        } else if (machine == null || device == null) {
            table.postpone(handle, school, now.plus(NOBODY_THERE), due.tries());
        } else if (kept.size() < MOST_AT_ONCE && grants.give(device, school)) {
            boolean last = due.tries() + 1 >= MOST_TRIES;
            table.asked(handle, school, machine);
            table.postpone(
                    handle, school, last ? next(school, now) : now.plus(TRY_ANOTHER), last ? 0 : due.tries() + 1);
            kept.put(device, SpeedTests.command(commands, handle, machine));
        }
    }

    /** When a school that was tested is tested again: in the night some days later. */
    private Instant next(long school, Instant tested) {
        ZoneId zone = calendar.zone(school);
        Instant night = tested.atZone(zone)
                .toLocalDate()
                .plusDays(everyDays)
                .atStartOfDay(zone)
                .toInstant();
        return night.plus(spread(school, night, NIGHT));
    }

    /** The same for the same school and day, and as good as random over schools and days. */
    private Duration spread(long school, Instant at, Duration over) {
        LocalDate day = at.atZone(calendar.zone(school)).toLocalDate();
        return Duration.ofMillis(new SplittableRandom(school * 1_000_003 + day.toEpochDay()).nextLong(over.toMillis()));
    }

    /** Forgets what is too old to compare with. */
    public void forget() {
        database.writing(handle -> table.forget(handle, clock.instant().minus(KEPT)));
    }
}
