package org.socle.fleet.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Reach;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.machine.Status;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Isolated;

/**
 * Opens and closes incidents by what the data show: one look at what the rules have found and at who is there. Cheap when nothing has
 * changed, for then nothing is written. Used by one thread.
 */
public final class IncidentSweep {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentSweep.class);

    /** So long nothing must show it before it is over; the limits are ours, as are those below. */
    static final Duration CALM = Duration.ofMinutes(15);

    /** What comes back within this time is the same incident. */
    static final Duration SAME = Duration.ofHours(24);

    private static final Duration ALIVE = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);

    /** After a start machines need a while to come back. */
    private static final Duration COMING_BACK = Duration.ofHours(1);

    private static final Duration HABITS_KEPT = Duration.ofDays(120);

    private final Database database;
    private final SchoolCalendar calendar;
    private final Parts parts;
    private final Function<@Nullable Long, Limits> limits;
    private final IncidentTable table = new IncidentTable();
    private final SeenTable seen = new SeenTable();
    private final RecordedTable recorded = new RecordedTable(Version.own());
    private final Cuts cuts = new Cuts();

    /** Schools that were heard of today, so that it is written once a day. */
    private final Map<Long, LocalDate> heardToday = new HashMap<>();

    private @Nullable Instant first;

    /** A sweep over everything there is, where nobody has set any limits. */
    public IncidentSweep(Database database, SchoolCalendar calendar, LongFunction<Snapshot> latest) {
        this(database, calendar, latest, place -> Limits.USUAL);
    }

    /**
     * A sweep over everything there is.
     *
     * @param calendar when the schools are in class
     * @param latest the latest values of a machine, by its number
     * @param limits those that hold in a place, whose number is null for nowhere
     */
    public IncidentSweep(
            Database database,
            SchoolCalendar calendar,
            LongFunction<Snapshot> latest,
            Function<@Nullable Long, Limits> limits) {
        this.database = database;
        this.limits = limits;
        this.calendar = calendar;
        this.parts = new Parts(latest);
    }

    /** What a look has shown that has to be written down. */
    private record Changes(
            List<Newcomer> findings,
            List<IncidentTable.Member> gone,
            Quiet quiet,
            List<Quiet.Group> dark,
            Set<Long> flag,
            Set<Long> unflag,
            List<SeenTable.School> heard,
            List<Cuts.Cut> cut,
            boolean due) {
        boolean none() {
            return findings.isEmpty()
                    && gone.isEmpty()
                    && quiet.alone().isEmpty()
                    && quiet.groups().isEmpty()
                    && quiet.ours().isEmpty()
                    && dark.isEmpty()
                    && flag.isEmpty()
                    && unflag.isEmpty()
                    && heard.isEmpty()
                    && cut.isEmpty()
                    && !due;
        }
    }

    /**
     * Looks once.
     *
     * @param now the moment at which all is judged; never before that of the sweep before
     */
    public void sweep(Instant now) {
        if (first == null) {
            first = now;
            database.writing(handle -> recorded.learn(handle, now));
        }
        Changes changes = database.<Changes, RuntimeException>read(handle -> look(handle, now));
        if (changes.none()) {
            return;
        }
        Map<Newcomer, String> models = parts.models(changes.findings());
        database.writing(handle -> write(handle, changes, models, now));
    }

    private Changes look(Handle handle, Instant now) {
        List<Seen> everybody = habitual(handle, seen.everybody(handle, now.minus(DAY)), now);
        Quiet quiet = Silence.judge(everybody, calendar, limits, now);
        Set<Long> flagged =
                everybody.stream().filter(Seen::flagged).map(Seen::machine).collect(Collectors.toSet());
        List<SeenTable.School> schools = seen.schools(handle, now.minus(ALIVE));
        List<Newcomer> kept = recorded.now(handle, limits, now);
        Map<IncidentTable.Kept, IncidentTable.Member> known = table.recorded(handle);
        return new Changes(
                Stream.concat(
                                table.newFindings(handle).stream().filter(found -> found.held(patience(found))),
                                kept.stream().filter(one -> !known.containsKey(kind(one))))
                        .toList(),
                gone(handle, kept, known),
                alone(handle, quiet),
                dark(handle, schools, now),
                without(quiet.silent(), flagged),
                without(flagged, quiet.silent()),
                schools.stream().filter(school -> newlyHeard(school, now)).toList(),
                cuts.look(everybody, calendar),
                !table.calm(handle, now.minus(CALM)).isEmpty()
                        || !table.back(handle, now.minus(CALM)).isEmpty()
                        || !table.rested(handle, now).isEmpty()
                        || !table.worse(handle).isEmpty());
    }

    private Duration patience(Newcomer found) {
        return Rules.finding(found.cause())
                .map(rule -> rule.patience(limits.apply(found.place())))
                .orElse(Duration.ZERO);
    }

    /** Everybody, with what is usual for those that are lost. */
    private List<Seen> habitual(Handle handle, List<Seen> everybody, Instant now) {
        Map<Long, Set<LocalDate>> cut = seen.cuts(
                handle, everybody.stream().filter(Seen::lost).map(Seen::machine).toList());
        return cut.isEmpty()
                ? everybody
                : everybody.stream()
                        .map(machine -> habit(machine, cut.getOrDefault(machine.machine(), Set.of()), now)
                                ? machine.usuallyCut()
                                : machine)
                        .toList();
    }

    private boolean habit(Seen machine, Set<LocalDate> cut, Instant now) {
        Timetable timetable = calendar.timetable(machine.school());
        return Cuts.habit(cut, timetable, LocalDate.ofInstant(now, timetable.zone()));
    }

    private List<IncidentTable.Member> gone(
            Handle handle, List<Newcomer> kept, Map<IncidentTable.Kept, IncidentTable.Member> known) {
        List<IncidentTable.Member> gone = new ArrayList<>(table.withoutFinding(handle));
        gone.addAll(table.heardAgain(handle));
        gone.addAll(table.moved(handle));
        Set<IncidentTable.Kept> still = kept.stream().map(IncidentSweep::kind).collect(Collectors.toSet());
        known.forEach((kind, member) -> {
            if (!still.contains(kind)) {
                gone.add(member);
            }
        });
        return gone;
    }

    private static IncidentTable.Kept kind(Newcomer one) {
        return new IncidentTable.Kept(one.cause(), one.machine());
    }

    /** Without those whose own silence is an incident already. */
    private Quiet alone(Handle handle, Quiet quiet) {
        Map<Long, Instant> fresh = new HashMap<>(quiet.alone());
        fresh.keySet()
                .removeIf(machine ->
                        !table.members(handle, Silence.MACHINE, machine).isEmpty());
        return new Quiet(quiet.silent(), fresh, quiet.groups(), quiet.ours());
    }

    private static Set<Long> without(Set<Long> some, Set<Long> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toSet());
    }

    private boolean newlyHeard(SeenTable.School school, Instant now) {
        Timetable timetable = calendar.timetable(school.id());
        LocalDate today = LocalDate.ofInstant(now, timetable.zone());
        return school.online()
                && timetable.schoolTime(now)
                && LocalDate.ofInstant(school.last(), timetable.zone()).equals(today)
                && !today.equals(heardToday.get(school.id()));
    }

    /** Schools of which nobody has come today though somebody always does. */
    private List<Quiet.Group> dark(Handle handle, List<SeenTable.School> schools, Instant now) {
        List<Quiet.Group> dark = new ArrayList<>();
        if (first == null || first.plus(COMING_BACK).isAfter(now)) {
            return dark;
        }
        for (SeenTable.School school : schools) {
            Timetable timetable = calendar.timetable(school.id());
            if (school.online() || !timetable.schoolTime(now)) {
                continue;
            }
            LocalDate today = LocalDate.ofInstant(now, timetable.zone());
            Instant begin = timetable
                    .nextSchoolTime(today.atStartOfDay(timetable.zone()).toInstant())
                    .orElse(now);
            if (school.last().isBefore(begin)
                    && !table.known(handle, Silence.SCHOOL, school.id(), begin)
                    && Habit.broken(
                            timetable, seen.heard(handle, school.id(), today.minusDays(100)), school.last(), now)) {
                List<Long> machines = seen.machines(handle, school.id(), now.minus(ALIVE));
                dark.add(new Quiet.Group(Silence.SCHOOL, school.id(), Set.copyOf(machines), begin));
            }
        }
        long online = schools.stream().filter(SeenTable.School::online).count();
        // Most schools at once: it is the server's line.
        return dark.size() >= 3 && dark.size() >= online ? List.of() : dark;
    }

    private void write(Handle handle, Changes changes, Map<Newcomer, String> models, Instant now) {
        if (!changes.quiet().ours().isEmpty()) {
            LOG.warn(
                    "{} machines of most schools were lost at once: the server's own line, so nothing is concluded",
                    changes.quiet().ours().size());
            seen.guess(handle, changes.quiet().ours());
        }
        seen.flag(handle, changes.unflag(), false, now);
        seen.flag(handle, changes.flag(), true, now);
        changes.heard().forEach(school -> hear(handle, school, now));
        changes.cut().forEach(cut -> seen.cut(handle, cut.machine(), cut.day()));
        Isolated.each(handle, changes.gone(), "end of", member -> table.leave(handle, member, now));
        Isolated.each(
                handle,
                changes.findings(),
                "finding",
                found -> found(handle, found, models.getOrDefault(found, ""), now));
        Isolated.each(handle, changes.quiet().groups(), "silence of", group -> silent(handle, group, now));
        Isolated.each(handle, changes.dark(), "silence of", group -> silent(handle, group, now));
        Isolated.each(
                handle,
                changes.quiet().alone().entrySet(),
                "silence of",
                each -> alone(handle, each.getKey(), each.getValue(), now));
        for (long incident : table.worse(handle)) {
            table.severity(handle, incident, Status.DOWN);
            table.log(handle, incident, Event.WORSE, null, "", now);
        }
        for (long incident : table.rested(handle, now)) {
            table.state(handle, incident, State.OPEN, null, null, now);
            table.log(handle, incident, Event.WOKEN, null, "", now);
        }
        Collection<Long> over = new HashSet<>(table.calm(handle, now.minus(CALM)));
        for (long incident : table.back(handle, now.minus(CALM))) {
            // Who is still lost was perhaps switched off while the line was down: nothing is known of it.
            List<Long> left = table.present(handle, incident);
            seen.guess(handle, left);
            left.forEach(machine -> table.leave(handle, new IncidentTable.Member(incident, machine, 0), now));
            over.add(incident);
        }
        for (long incident : over) {
            table.resolve(handle, incident, "data", now);
            table.log(handle, incident, Event.RESOLVED, null, "", now);
        }
    }

    private void hear(Handle handle, SeenTable.School school, Instant now) {
        ZonedDateTime local = now.atZone(calendar.zone(school.id()));
        if (heardToday.put(school.id(), local.toLocalDate()) == null) {
            seen.forgetBefore(handle, local.toLocalDate().minusDays(HABITS_KEPT.toDays()));
        }
        seen.hear(handle, school.id(), local.toLocalDate(), local.getHour() * 60 + local.getMinute());
    }

    private void found(Handle handle, Newcomer found, String part, Instant now) {
        Reach reach = Rules.finding(found.cause()).map(Rule::reach).orElseGet(() -> RecordedTable.reach(found.cause()));
        boolean wide = reach == Reach.SCHOOL && found.school() != 0;
        long incident = incident(
                handle,
                found.cause(),
                found.severity(),
                wide ? null : (Long) found.machine(),
                wide ? (Long) found.school() : null,
                now);
        table.join(handle, incident, found.machine(), found.instance(), part, found.since());
    }

    private void silent(Handle handle, Quiet.Group group, Instant now) {
        Long place = group.place();
        long incident = incident(handle, group.cause(), Status.DOWN, null, place, now);
        group.machines().forEach(machine -> table.join(handle, incident, machine, 0, "", group.since()));
        // What was one machine's silence is now part of this one's.
        group.machines()
                .forEach(machine -> table.members(handle, Silence.MACHINE, machine)
                        .forEach(member -> table.leave(handle, member, now)));
    }

    private void alone(Handle handle, long machine, Instant lost, Instant now) {
        long incident = incident(handle, Silence.MACHINE, Status.DOWN, machine, null, now);
        table.join(handle, incident, machine, 0, "", lost);
    }

    /** The incident that a trouble belongs to: the one that is not over, the one that was over a moment ago, or a new one. */
    private long incident(
            Handle handle, String cause, Status severity, @Nullable Long machine, @Nullable Long place, Instant now) {
        Optional<Incident> current = table.unresolved(handle, cause, machine, place);
        if (current.isPresent()) {
            return current.get().id();
        }
        Optional<Incident> before = table.endedSince(handle, cause, machine, place, now.minus(SAME));
        if (before.isPresent()) {
            table.reopen(handle, before.get().id(), now);
            table.log(handle, before.get().id(), Event.REOPENED, null, "", now);
            return before.get().id();
        }
        long id = table.open(handle, cause, severity, machine, place, now);
        table.log(handle, id, Event.OPENED, null, "", now);
        return id;
    }
}
