package org.socle.fleet.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;

/**
 * Who is silent that should not be. Pure: the same presence at the same moment gives the same answer. The limits are ours; places may
 * set those of the first paragraph.
 *
 * <p>A machine that is switched off says so. One that is lost may have been unplugged, may sleep, may have lost its line or its
 * school's. What counts is school time: a machine lost in class is missed after an hour of it on the same day; a laptop, what was lost
 * outside class or at its end, and what is often cut off at the wall, after two days of it. Machines of a school that are lost within minutes of each other are one
 * trouble, and when most schools are lost as a whole at once it is the server's own line.
 */
final class Silence {
    /** One machine. */
    static final String MACHINE = "silent";
    /** Several machines of a school at once. */
    static final String GROUP = "group_silent";
    /** All machines of a school. */
    static final String SCHOOL = "school_silent";

    static final Set<String> CAUSES = Set.of(MACHINE, GROUP, SCHOOL);

    /** Machines lost with no longer pauses in between were lost together: agents say something every five minutes. */
    private static final Duration TOGETHER = Duration.ofMinutes(5);

    /**
     * The broker misses a machine one and a half times the agents' five minutes after its last word: what is lost at 8:35 may have
     * gone before class.
     */
    private static final Duration NOTICED_AFTER = Duration.ofMinutes(8);

    private static final Duration END_OF_LESSON = Duration.ofMinutes(5);

    static final Duration SHOWN_AFTER = Duration.ofMinutes(10);

    /** What was lost longer ago than this was lost before the last looks, which would have found the server's line. */
    private static final Duration RECENT = Duration.ofMinutes(20);

    private static final int MANY = 5;
    private static final int FEW = 2;
    private static final double SHARE = 0.3;
    private static final int SCHOOLS = 3;
    private static final double WHOLE = 0.8;

    private final SchoolCalendar calendar;
    private final Function<@Nullable Long, Limits> limits;
    private final Instant now;
    private final Map<Long, List<Seen>> schools;
    private final Set<Long> silent = new HashSet<>();
    private final Map<Long, Instant> alone = new HashMap<>();
    private final List<Quiet.Group> groups = new ArrayList<>();

    private Silence(
            Map<Long, List<Seen>> schools,
            SchoolCalendar calendar,
            Function<@Nullable Long, Limits> limits,
            Instant now) {
        this.schools = schools;
        this.calendar = calendar;
        this.limits = limits;
        this.now = now;
    }

    /** Machines of one school that were lost together, in the order in which they were lost. */
    private record Cluster(long school, List<Seen> machines) {
        Instant begin() {
            return machines.get(0).since();
        }

        Instant end() {
            return machines.get(machines.size() - 1).since();
        }
    }

    /**
     * Judges everybody's presence.
     *
     * @param limits those that hold in a place, whose number is null for nowhere
     */
    static Quiet judge(
            List<Seen> everybody, SchoolCalendar calendar, Function<@Nullable Long, Limits> limits, Instant now) {
        Map<Long, List<Seen>> schools = everybody.stream().collect(Collectors.groupingBy(Seen::school));
        return new Silence(schools, calendar, limits, now).judge();
    }

    private Quiet judge() {
        List<Cluster> clusters = new ArrayList<>();
        schools.forEach((school, machines) -> {
            clusters.addAll(clusters(school, machines, false));
            clusters.addAll(clusters(school, machines, true));
            machines.stream()
                    .filter(machine -> machine.grouped() && machine.lost())
                    .forEach(machine -> silent.add(machine.machine()));
        });
        Set<Long> ours = ours(clusters);
        clusters.stream()
                .filter(cluster -> !ours.contains(cluster.machines().get(0).machine()))
                .forEach(this::judge);
        silent.addAll(alone.keySet());
        groups.forEach(group -> silent.addAll(group.machines()));
        return new Quiet(silent, alone, groups, ours);
    }

    private void judge(Cluster cluster) {
        List<Seen> machines = cluster.machines();
        Duration patience = limits.apply(place(cluster)).length(Threshold.SILENCE_GROUP);
        if (together(cluster, patience)) {
            if (missed(cluster.school(), cluster.begin()).compareTo(patience) >= 0) {
                groups.add(group(everybody(cluster) ? SCHOOL : GROUP, cluster, machines));
            }
        } else {
            List<Seen> due = machines.stream().filter(this::alone).toList();
            // What is missed late may have been lost together outside class: that is still one trouble.
            if (cluster.school() != 0 && due.size() >= MANY) {
                groups.add(group(GROUP, cluster, due));
            } else {
                due.forEach(machine -> alone.put(machine.machine(), machine.since()));
            }
        }
        machines.stream().filter(this::shown).forEach(machine -> silent.add(machine.machine()));
    }

    /** Those lost by themselves and in no group yet, cut where nothing was lost for a while. */
    private static List<Cluster> clusters(long school, List<Seen> machines, boolean guessed) {
        List<Seen> lost = machines.stream()
                .filter(machine -> machine.lost() && machine.guessed() == guessed && !machine.grouped())
                .sorted(Comparator.comparing(Seen::since).thenComparing(Seen::machine))
                .toList();
        List<Cluster> clusters = new ArrayList<>();
        List<Seen> current = new ArrayList<>();
        for (Seen machine : lost) {
            if (!current.isEmpty()
                    && current.get(current.size() - 1).since().plus(TOGETHER).isBefore(machine.since())) {
                clusters.add(new Cluster(school, List.copyOf(current)));
                current.clear();
            }
            current.add(machine);
        }
        if (!current.isEmpty()) {
            clusters.add(new Cluster(school, List.copyOf(current)));
        }
        return clusters;
    }

    /**
     * Whether it is one trouble that shows at once. Laptops that are shut at the bell are none, nor is a room that is often cut off at
     * the wall; machines that are in no school have no switch in common.
     */
    private boolean together(Cluster cluster, Duration patience) {
        List<Seen> fixed = cluster.machines().stream()
                .filter(machine -> !machine.comesAndGoes())
                .toList();
        if (cluster.school() == 0 || fixed.size() < FEW || fixed.get(0).guessed()) {
            return false;
        }
        long there = there(cluster).stream()
                .filter(machine -> !machine.comesAndGoes())
                .count();
        // One that was switched off a minute before the lesson does not hide those that were lost in it.
        boolean soon = soon(cluster.school(), fixed.get(0).since(), patience)
                || soon(cluster.school(), fixed.get(fixed.size() - 1).since(), patience);
        return soon && (fixed.size() >= MANY || fixed.size() >= SHARE * there);
    }

    /** Those of its school that were connected when it began, itself included. */
    private List<Seen> there(Cluster cluster) {
        Set<Seen> itself = Set.copyOf(cluster.machines());
        return schools.getOrDefault(cluster.school(), List.of()).stream()
                .filter(machine -> itself.contains(machine)
                        || !machine.grouped() && !machine.guessed() && machine.thereAt(cluster.begin()))
                .toList();
    }

    /** Whether nobody is left of those that were there, neither connected nor switched off since. */
    private boolean everybody(Cluster cluster) {
        return there(cluster).stream().allMatch(Seen::lost);
    }

    /** Number of the room they are all in, or of their school; null for nowhere. */
    private static @Nullable Long place(Cluster cluster) {
        Set<Long> rooms = cluster.machines().stream().map(Seen::room).collect(Collectors.toSet());
        long place = rooms.size() == 1 && !rooms.contains(0L) ? rooms.iterator().next() : cluster.school();
        return place == 0 ? null : (Long) place;
    }

    private static Quiet.Group group(String cause, Cluster cluster, List<Seen> machines) {
        Long place = place(new Cluster(cluster.school(), machines));
        return new Quiet.Group(
                cause,
                cause.equals(SCHOOL) || place == null ? cluster.school() : place,
                machines.stream().map(Seen::machine).collect(Collectors.toSet()),
                cluster.begin());
    }

    /** When most of the schools that were there are lost as a whole at once, it is the server that was cut off. */
    private Set<Long> ours(List<Cluster> clusters) {
        List<Cluster> whole = clusters.stream()
                .filter(cluster -> cluster.school() != 0
                        && !cluster.machines().get(0).guessed()
                        && cluster.end().plus(RECENT).isAfter(now)
                        && cluster.machines().size() >= WHOLE * there(cluster).size())
                .toList();
        Set<Long> ours = new HashSet<>();
        for (Cluster first : whole) {
            List<Cluster> same = whole.stream()
                    .filter(other ->
                            Duration.between(first.begin(), other.begin()).abs().compareTo(TOGETHER) <= 0)
                    .toList();
            Set<Long> lost = same.stream().map(Cluster::school).collect(Collectors.toSet());
            long others = schools.entrySet().stream()
                    .filter(school -> school.getKey() != 0
                            && !lost.contains(school.getKey())
                            && school.getValue().stream().anyMatch(Seen::online))
                    .count();
            if (lost.size() >= SCHOOLS && lost.size() >= others) {
                same.forEach(cluster -> cluster.machines().forEach(machine -> ours.add(machine.machine())));
            }
        }
        return ours;
    }

    private boolean shown(Seen machine) {
        return !machine.comesAndGoes()
                && !machine.guessed()
                && soon(machine.school(), machine.since(), SHOWN_AFTER)
                && missed(machine.school(), machine.since()).compareTo(SHOWN_AFTER) >= 0;
    }

    private boolean alone(Seen machine) {
        Limits here = limits.apply(machine.place());
        Duration atOnce = here.length(Threshold.SILENCE_ALONE);
        Duration patience = machine.guessed()
                ? here.length(Threshold.SILENCE_AWAY)
                : !machine.comesAndGoes() && soon(machine.school(), machine.since(), atOnce)
                        ? atOnce
                        : here.length(Threshold.SILENCE_LATE);
        return missed(machine.school(), machine.since()).compareTo(patience) >= 0;
    }

    /**
     * Whether it was lost during class, not right before its end, and that much of class was left on the same day: what goes at the end
     * of a lesson was probably cut at the wall.
     */
    private boolean soon(long school, Instant lost, Duration left) {
        ZoneId zone = calendar.zone(school);
        Instant midnight =
                lost.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        Instant went = lost.minus(NOTICED_AFTER);
        return calendar.schoolTime(school, went)
                && calendar.free(school, went).isAfter(lost.plus(END_OF_LESSON))
                && calendar.schoolTimeBetween(school, lost, midnight).compareTo(left) >= 0;
    }

    /** The class that it has missed. */
    private Duration missed(long school, Instant lost) {
        return lost.isAfter(now) ? Duration.ZERO : calendar.schoolTimeBetween(school, lost, now);
    }
}
