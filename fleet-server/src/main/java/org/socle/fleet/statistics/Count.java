package org.socle.fleet.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.statistics.FigureTable.Done;
import org.socle.fleet.statistics.FigureTable.Down;
import org.socle.fleet.statistics.FigureTable.Known;
import org.socle.fleet.statistics.FigureTable.School;
import org.socle.fleet.statistics.FigureTable.Solved;

/** Counts the figures of a period, school by school. For one use by one thread. */
final class Count {
    /** Number of what is in no school. */
    static final long NOWHERE = 0;

    private final SchoolCalendar calendar;
    private final Period period;
    private final Instant now;
    private final Map<Long, Sum> sums = new LinkedHashMap<>();

    /** What is known so far of a school. */
    private static final class Sum {
        private final School school;
        private final Timetable timetable;
        private final Instant from;
        private final Instant to;
        private final Map<String, Integer> models = new HashMap<>();
        private final Map<Long, Kept.Worked> worked = new HashMap<>();
        private final List<Repair> repairs = new ArrayList<>();
        private int machines;
        private Duration machineTime = Duration.ZERO;
        private Duration downTime = Duration.ZERO;
        private int interventions;
        private long minutes;
        private long travel;
        private long parts;
        private long other;

        private Sum(School school, Timetable timetable, Period period, Instant now) {
            this.school = school;
            this.timetable = timetable;
            this.from = period.from(timetable.zone());
            this.to = earlier(period.to(timetable.zone()), now);
        }

        private boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }

        private Duration classTime(Instant start, Instant end) {
            return start.isBefore(end) ? timetable.schoolTimeBetween(start, end) : Duration.ZERO;
        }

        private Kept kept() {
            return new Kept(
                    school.id(),
                    school.path(),
                    school.name(),
                    school.uai(),
                    new Tally(
                            machines,
                            machineTime,
                            downTime,
                            List.copyOf(repairs),
                            interventions,
                            minutes,
                            travel,
                            parts,
                            other),
                    Map.copyOf(models),
                    List.copyOf(worked.values()));
        }
    }

    Count(SchoolCalendar calendar, Period period, Instant now, List<School> schools) {
        this.calendar = calendar;
        this.period = period;
        this.now = now;
        schools.forEach(school -> sums.put(school.id(), sum(school)));
        sums.put(NOWHERE, sum(new School(NOWHERE, "/0/", "", "")));
    }

    private Sum sum(School school) {
        return new Sum(school, calendar.timetable(school.id()), period, now);
    }

    private Sum of(@Nullable Long school) {
        return Objects.requireNonNull(
                sums.getOrDefault(Objects.requireNonNullElse(school, NOWHERE), sums.get(NOWHERE)));
    }

    /** Adds the class in which machines were known, and that in which they did not work; intervals that overlap count once. */
    void machines(List<Known> machines, List<Down> down) {
        Map<Long, List<Down>> byMachine = new HashMap<>();
        down.forEach(each -> byMachine
                .computeIfAbsent(each.machine(), machine -> new ArrayList<>())
                .add(each));
        for (Known machine : machines) {
            Sum sum = of(machine.school());
            sum.machines++;
            sum.models.merge(machine.model(), 1, Integer::sum);
            Instant start = later(machine.since(), sum.from);
            Instant end = machine.until() == null ? sum.to : earlier(machine.until(), sum.to);
            sum.machineTime = sum.machineTime.plus(sum.classTime(start, end));
            Instant reached = start;
            List<Down> times = byMachine.getOrDefault(machine.id(), List.of()).stream()
                    .sorted(Comparator.comparing(Down::since))
                    .toList();
            for (Down each : times) {
                Instant gone = each.gone() == null ? end : earlier(each.gone(), end);
                sum.downTime = sum.downTime.plus(sum.classTime(later(each.since(), reached), gone));
                reached = later(reached, gone);
            }
        }
    }

    void solved(List<Solved> tickets) {
        for (Solved ticket : tickets) {
            Sum sum = of(ticket.school());
            if (sum.covers(ticket.solved())) {
                sum.repairs.add(new Repair(
                        sum.classTime(ticket.opened(), ticket.solved()),
                        Duration.between(ticket.opened(), ticket.solved())));
            }
        }
    }

    void done(List<Done> interventions, List<Known> machines) {
        Map<Long, Known> known = new HashMap<>();
        machines.forEach(machine -> known.put(machine.id(), machine));
        for (Done each : interventions) {
            Sum sum = of(each.school());
            if (!sum.covers(each.at())) {
                continue;
            }
            sum.interventions++;
            sum.minutes += each.minutes();
            sum.travel += each.travel();
            sum.parts += each.parts();
            sum.other += each.other();
            Known machine = each.machine() == null ? null : known.get(each.machine());
            if (machine != null) {
                sum.worked.merge(
                        machine.id(),
                        new Kept.Worked(
                                machine.device(), machine.name(), machine.model(), 1, each.parts() + each.other()),
                        (one, two) -> new Kept.Worked(
                                one.device(),
                                one.name(),
                                one.model(),
                                one.interventions() + two.interventions(),
                                one.cost() + two.cost()));
            }
        }
    }

    List<Kept> all() {
        return sums.values().stream().map(Sum::kept).toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
