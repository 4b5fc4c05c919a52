package org.socle.fleet.connectivity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Speed;
import org.socle.fleet.account.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.config.ConnectivityConfig;
import org.socle.fleet.connectivity.SpeedTable.Due;
import org.socle.fleet.device.Machine;
import org.socle.fleet.device.Machines;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/**
 * Tests of the schools' lines: one a day and school by default, by its machines in turn, outside class hours; and at once when
 * somebody asks. Thread-safe.
 */
public final class SpeedTests {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** A machine that hears of it later is not tested: whoever asked looks elsewhere by now. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(1);

    /** Together 13 Mbit/s of the server's own line, a sweep being a minute long. */
    private static final int MOST_AT_ONCE = 20;

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
    private final ConnectivityConfig config;
    private final SchoolHours hours;
    private final Clock clock;
    private final Machines machines;
    private final Places places;
    private final Audit audit;
    private final SpeedTable table = new SpeedTable();

    public SpeedTests(Database database, CommandQueue commands, Grants grants, ConnectivityConfig config, Clock clock) {
        this.database = database;
        this.commands = commands;
        this.grants = grants;
        this.config = config;
        this.hours = new WeekdayHours(ZONE, config.classHours());
        this.clock = clock;
        this.machines = new Machines(database, clock);
        this.places = new Places(database, clock);
        this.audit = new Audit(database, clock);
    }

    /**
     * Has a machine test its line now, in class or not.
     *
     * @throws Refusal when it is not seen or not there, or its line is being tested
     */
    public void ask(Viewer viewer, UUID device) {
        Machine machine =
                machines.find(viewer.scope(), device).orElseThrow(() -> new Refusal("machine.refused.unknown"));
        if (machine.revoked() != null || machine.presence() != Presence.ONLINE) {
            throw new Refusal("speed.refused.away");
        }
        Long school = places.located(Scope.EVERYTHING, machine.place())
                .map(located -> located.school().id())
                .orElse(null);
        if (!grants.give(device, school)) {
            throw new Refusal("speed.refused.busy");
        }
        Command command = database.<Command, RuntimeException>write(handle -> {
            audit.record(
                    handle,
                    viewer.who(),
                    Action.SPEED_TEST_ASKED,
                    Subject.machine(machine.id(), machine.displayName(), machine.place()),
                    Map.of());
            return keep(handle, machine.id());
        });
        commands.send(device, command);
    }

    private Command keep(Handle handle, long machine) {
        return commands.keep(handle, machine, Operation.EXECUTE, Speed.RUN, null, WORTHWHILE);
    }

    /** How good a school's line was when it was tested last; empty when it never was, or is not seen. */
    public Optional<LineSpeed> line(Scope scope, Place school) {
        return database.<Optional<SpeedTable.Kept>, RuntimeException>read(
                        handle -> table.newest(handle, scope, school.id()))
                .map(kept -> new LineSpeed(
                        kept.at(),
                        kept.down() * Speed.MBIT,
                        kept.up() * Speed.MBIT,
                        kept.ping(),
                        kept.device(),
                        Band.of(kept.down() * Speed.MBIT, config)));
    }

    /** A command on its way. */
    private record Sent(UUID device, Command command) {}

    /** Tests the lines whose time has come: one question to the database, whatever the number of machines. */
    void sweep() {
        if (config.everyDays() == 0) {
            return;
        }
        Instant now = clock.instant();
        List<Long> newcomers =
                database.<List<Long>, RuntimeException>read(handle -> table.newSchools(handle, MOST_NEW));
        List<Due> due = database.<List<Due>, RuntimeException>read(handle -> table.due(handle, now, MOST_AT_ONCE));
        if (newcomers.isEmpty() && due.isEmpty()) {
            return;
        }
        List<Sent> sent = new ArrayList<>();
        database.writing(handle -> {
            sent.clear();
            newcomers.forEach(school -> table.addSchool(handle, school, now.plus(spread(school, now, FIRST))));
            due.forEach(each -> consider(handle, each, now, sent));
        });
        sent.forEach(each -> commands.send(each.device, each.command));
    }

    private void consider(Handle handle, Due due, Instant now, List<Sent> sent) {
        long school = due.school();
        Instant again = due.tested() == null ? now : next(school, due.tested());
        Instant free = hours.free(school, now);
        Long machine = due.machine();
        UUID device = due.device();
        if (again.isAfter(now)) {
            table.postpone(handle, school, again, 0);
        } else if (free.isAfter(now)) {
            table.postpone(handle, school, free.plus(spread(school, now, AFTER_CLASS)), due.tries());
        } else if (machine == null || device == null || !grants.give(device, school)) {
            table.postpone(handle, school, now.plus(NOBODY_THERE), due.tries());
        } else {
            table.asked(handle, school, machine);
            boolean last = due.tries() + 1 >= MOST_TRIES;
            table.postpone(
                    handle, school, last ? next(school, now) : now.plus(TRY_ANOTHER), last ? 0 : due.tries() + 1);
            sent.add(new Sent(device, keep(handle, machine)));
        }
    }

    /** When a school that was tested is tested again: in the night some days later. */
    private Instant next(long school, Instant tested) {
        Instant night = tested.atZone(ZONE)
                .toLocalDate()
                .plusDays(Math.max(1, config.everyDays()))
                .atStartOfDay(ZONE)
                .toInstant();
        return night.plus(spread(school, night, NIGHT));
    }

    /** The same for the same school and day, and as good as random over schools and days. */
    private static Duration spread(long school, Instant at, Duration over) {
        LocalDate day = at.atZone(ZONE).toLocalDate();
        return Duration.ofMillis(new SplittableRandom(school * 1_000_003 + day.toEpochDay()).nextLong(over.toMillis()));
    }

    /** Forgets what is too old to compare with. */
    void forget() {
        database.writing(handle -> table.forget(handle, clock.instant().minus(KEPT)));
    }
}
