package org.socle.fleet.maintenance.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.socle.fleet.calendar.SchoolCalendar;

/**
 * Who is silent that should not be. Pure: the same presence at the same moment gives the same answer. The limits are ours.
 *
 * <p>A machine that is switched off says so. One that is lost may have been unplugged, may sleep, may have lost its line or its
 * school's. What counts is school time: a machine lost in class is missed after an hour of it, a laptop, or what was lost outside
 * class, after two days of it. Machines of a school that are lost within minutes of each other are one trouble, and when most
 * schools are lost at once it is the server's own line.
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

    /** The broker misses a machine one and a half times the agents' five minutes after its last word: what is lost at 8:35 may have
     * gone before class. */
    private static final Duration NOTICED_AFTER = Duration.ofMinutes(8);

    static final Duration SHOWN_AFTER = Duration.ofMinutes(10);
    static final Duration GROUP_AFTER = Duration.ofMinutes(15);
    static final Duration ALONE_AFTER = Duration.ofHours(1);
    static final Duration LATE_AFTER = Duration.ofHours(12);

    private static final int MANY = 5;
    private static final int FEW = 2;
    private static final double SHARE = 0.3;
    private static final int SCHOOLS = 3;

    private final SchoolCalendar calendar;
    private final Instant now;

    private Silence(SchoolCalendar calendar, Instant now) {
        this.calendar = calendar;
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

    /** Judges everybody's presence. */
    static Quiet judge(List<Seen> everybody, SchoolCalendar calendar, Instant now) {
        return new Silence(calendar, now).judge(everybody);
    }

    private Quiet judge(List<Seen> everybody) {
        Map<Long, List<Seen>> schools = everybody.stream().collect(Collectors.groupingBy(Seen::school));
        List<Cluster> clusters = new ArrayList<>();
        schools.forEach((school, machines) -> clusters.addAll(clusters(school, machines)));
        Set<Long> ours = ours(clusters, schools);
        Set<Long> silent = new HashSet<>();
        Set<Long> alone = new HashSet<>();
        List<Quiet.Group> groups = new ArrayList<>();
        for (Cluster cluster : clusters) {
            if (ours.contains(cluster.machines().get(0).machine())) {
                continue;
            }
            List<Seen> all = schools.getOrDefault(cluster.school(), List.of());
            if (together(cluster, all)) {
                if (!missed(cluster.school(), cluster.begin())
                        .minus(GROUP_AFTER)
                        .isNegative()) {
                    groups.add(group(cluster, all));
                }
            } else {
                cluster.machines().stream().filter(this::alone).forEach(machine -> alone.add(machine.machine()));
            }
            cluster.machines().stream().filter(this::shown).forEach(machine -> silent.add(machine.machine()));
        }
        everybody.stream()
                .filter(machine -> machine.grouped() && !machine.online())
                .forEach(machine -> silent.add(machine.machine()));
        silent.addAll(alone);
        groups.forEach(group -> silent.addAll(group.machines()));
        return new Quiet(silent, alone, groups, ours);
    }

    /** Those lost by themselves and in no group yet, cut where nothing was lost for a while. */
    private static List<Cluster> clusters(long school, List<Seen> machines) {
        List<Seen> lost = machines.stream()
                .filter(machine -> !machine.online() && !machine.guessed() && !machine.grouped())
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

    /** Machines that are in no school have no switch in common. */
    private boolean together(Cluster cluster, List<Seen> all) {
        int lost = cluster.machines().size();
        long online = all.stream().filter(Seen::online).count();
        return cluster.school() != 0
                && inClass(cluster.school(), cluster.begin())
                && (lost >= MANY || lost >= FEW && lost >= SHARE * (online + lost));
    }

    private static Quiet.Group group(Cluster cluster, List<Seen> all) {
        boolean everybody = all.stream().noneMatch(Seen::online);
        Set<Long> rooms = cluster.machines().stream().map(Seen::room).collect(Collectors.toSet());
        long room = rooms.size() == 1 ? rooms.iterator().next() : 0;
        return new Quiet.Group(
                everybody ? SCHOOL : GROUP,
                everybody || room == 0 ? cluster.school() : room,
                cluster.machines().stream().map(Seen::machine).collect(Collectors.toSet()),
                cluster.begin());
    }

    /** When most of the schools that were there are lost at once, it is the server that was cut off. */
    private Set<Long> ours(List<Cluster> clusters, Map<Long, List<Seen>> schools) {
        Set<Long> ours = new HashSet<>();
        List<Cluster> recent = clusters.stream()
                .filter(cluster -> cluster.school() != 0
                        && cluster.end().plus(GROUP_AFTER).plus(TOGETHER).isAfter(now))
                .toList();
        long there = schools.entrySet().stream()
                .filter(school ->
                        school.getKey() != 0 && school.getValue().stream().anyMatch(Seen::online))
                .count();
        for (Cluster first : recent) {
            List<Cluster> same = recent.stream()
                    .filter(other ->
                            Duration.between(first.begin(), other.begin()).abs().compareTo(TOGETHER) <= 0)
                    .toList();
            long lost = same.stream().map(Cluster::school).distinct().count();
            long others = there - schoolsStillThere(same, schools);
            if (lost >= SCHOOLS && lost >= others) {
                same.forEach(cluster -> cluster.machines().forEach(machine -> ours.add(machine.machine())));
            }
        }
        return ours;
    }

    private static long schoolsStillThere(List<Cluster> clusters, Map<Long, List<Seen>> schools) {
        return clusters.stream()
                .map(Cluster::school)
                .distinct()
                .filter(school ->
                        schools.getOrDefault(school, List.of()).stream().anyMatch(Seen::online))
                .count();
    }

    private boolean shown(Seen machine) {
        return !machine.portable()
                && inClass(machine.school(), machine.since())
                && missed(machine.school(), machine.since()).compareTo(SHOWN_AFTER) >= 0;
    }

    private boolean alone(Seen machine) {
        boolean soon = !machine.portable() && inClass(machine.school(), machine.since());
        return missed(machine.school(), machine.since()).compareTo(soon ? ALONE_AFTER : LATE_AFTER) >= 0;
    }

    private boolean inClass(long school, Instant lost) {
        return calendar.schoolTime(school, lost.minus(NOTICED_AFTER));
    }

    /** The class that it has missed. */
    private Duration missed(long school, Instant lost) {
        return lost.isAfter(now) ? Duration.ZERO : calendar.schoolTimeBetween(school, lost, now);
    }
}
