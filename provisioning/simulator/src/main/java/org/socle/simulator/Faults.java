package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.socle.simulator.SimulatedMachine.Habit;

/** The faults of the demo: which machine, what, since when. */
public final class Faults {
    private static final int SWITCH_FAILS = 10 * 60 + 10;
    private static final Duration SWITCH_OUTAGE = Duration.ofMinutes(270);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(295);
    private static final Duration SECOND_OUTAGE = Duration.ofMinutes(40);
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(8);
    private static final int[] FLAKY = {9 * 60 + 20, 10 * 60 + 45, 14 * 60 + 5, 15 * 60 + 30};
    private static final int LID_SHUT = 10 * 60;
    private static final int UNPLUGGED = 14 * 60;
    private static final int UNPLUGGED_LONG = 9 * 60;
    private static final int FALLS_SILENT = 10 * 60 + 20;
    private static final int FARTHEST_DAYS = 200;

    private final Fleet fleet;
    private final ClassHours hours;
    private final Instant now;
    private final Set<SimulatedMachine> taken = new HashSet<>();
    private final List<Fault> planted = new ArrayList<>();

    private Faults(Fleet fleet, ClassHours hours, Instant now) {
        this.fleet = fleet;
        this.hours = hours;
        this.now = now;
    }

    /**
     * The faults a fleet of 12 schools has at a moment.
     *
     * @param now the newest ones began some days of class before it
     * @param origin when the fleet begins
     */
    public static List<Fault> planted(Fleet fleet, ClassHours hours, Instant origin, Instant now) {
        Faults faults = new Faults(fleet, hours, now);
        faults.plant(origin);
        return List.copyOf(faults.planted);
    }

    private void plant(Instant origin) {
        // Slow ones, in days before now.
        lasting(FaultKind.WEARING_DISK, one(1, laptop()), now.minus(Duration.ofDays(200)));
        lasting(FaultKind.FULL_VOLUME, one(4, desktop()), now.minus(Duration.ofDays(130)));
        lasting(FaultKind.FILLING_VOLUME, one(8, laptop()), now.minus(Duration.ofDays(110)));
        lasting(FaultKind.WORN_BATTERY, one(5, laptop()), now.minus(Duration.ofDays(300)));
        lasting(FaultKind.OLD_SYSTEM, one(2, of(Kind.OLD_DESKTOP, Habit.TEACHER)), origin);
        lasting(FaultKind.NEVER_OFF, one(4, desktop()), origin);
        lasting(FaultKind.LIT_AT_NIGHT, one(5, of(Kind.TOTEM, Habit.TOTEM)), origin);
        lasting(FaultKind.OVERSIZED, one(1, of(Kind.WORKSTATION, Habit.ROOM)), origin);
        // Quick ones, in days of class before now.
        recent(FaultKind.FAILING_DISK, one(0, of(Kind.OLD_DESKTOP, Habit.ROOM)), 12);
        recent(FaultKind.OVERHEATING, one(7, laptop()), 4);
        recent(FaultKind.STOPPED_FAN, one(3, desktop()), 6);
        recent(FaultKind.UNDER_VOLTAGE, one(10, of(Kind.TOTEM, Habit.TOTEM)), 8);
        recent(FaultKind.READ_ONLY_VOLUME, one(11, desktop()), 2);
        recent(FaultKind.MEMORY_ERRORS, one(5, desktop()), 20);
        recent(FaultKind.CLOCK_OFF, one(6, laptop()), 5);
        recent(FaultKind.WEAK_WIFI, one(10, laptop()), 30);
        recent(FaultKind.CAPTIVE_PORTAL, inSchool(9), 2);
        SimulatedMachine silent = one(8, of(null, Habit.ROOM));
        lasting(FaultKind.SILENT, silent, classMoment(silent.school(), FALLS_SILENT, now));
        List<SimulatedMachine> lab =
                inSchool(0).stream().filter(each -> each.habit() == Habit.ROOM).toList();
        Instant fails = classMoment(lab.get(0).school(), SWITCH_FAILS, now.minus(Duration.ofDays(20)));
        planted.add(new Fault(FaultKind.FAILED_SWITCH, lab, fails, fails.plus(SWITCH_OUTAGE)));
        // Mended, and broken again the same afternoon.
        Instant again = fails.plus(AGAIN_AFTER);
        planted.add(new Fault(FaultKind.FAILED_SWITCH, lab, again, again.plus(SECOND_OUTAGE)));
        absences();
        planted.add(new Fault(
                FaultKind.NEVER_SLEEPS, List.of(one(2, of(null, Habit.ROOM)), one(10, desktop())), origin, null));
    }

    /** What happens in schools every day, and is no fault of a machine. */
    private void absences() {
        int loss = 0;
        for (int minute : FLAKY) {
            for (Instant from : classMoments(fleet.schools().get(6), minute, 10)) {
                Duration length = Duration.ofMinutes(1 + loss++ % 6);
                planted.add(new Fault(FaultKind.FLAKY_LINK, inSchool(6), from, from.plus(length)));
            }
        }
        SimulatedMachine laptop = one(3, laptop());
        for (Instant from : classMoments(laptop.school(), LID_SHUT, 5)) {
            planted.add(new Fault(FaultKind.LID_SHUT, List.of(laptop), from, from.plus(Duration.ofMinutes(70))));
        }
        SimulatedMachine pc = one(11, desktop());
        for (Instant from : classMoments(pc.school(), UNPLUGGED, 3)) {
            planted.add(new Fault(FaultKind.UNPLUGGED, List.of(pc), from, from.plus(Duration.ofMinutes(25))));
        }
        // One that nobody plugs in again before the afternoon.
        SimulatedMachine forgotten = one(11, desktop());
        Instant from = classMoments(forgotten.school(), UNPLUGGED_LONG, 4).get(3);
        planted.add(new Fault(FaultKind.UNPLUGGED, List.of(forgotten), from, from.plus(Duration.ofMinutes(330))));
    }

    /** The last moments, some hours ago, at which the clock shows this minute of the day and there is class; newest first. */
    private List<Instant> classMoments(SimulatedSchool school, int minute, int days) {
        List<Instant> moments = new ArrayList<>();
        Instant before = now.minus(LONGEST_ABSENCE);
        for (int i = 0; i < days; i++) {
            before = classMoment(school, minute, before);
            moments.add(before);
        }
        return moments;
    }

    private void lasting(FaultKind kind, SimulatedMachine machine, Instant from) {
        planted.add(new Fault(kind, List.of(machine), from, null));
    }

    private void recent(FaultKind kind, SimulatedMachine machine, int classDays) {
        recent(kind, List.of(machine), classDays);
    }

    private void recent(FaultKind kind, List<SimulatedMachine> machines, int classDays) {
        SimulatedSchool school = machines.get(0).school();
        ZoneId zone = hours.zone(school.uai());
        LocalDate date = now.atZone(zone).toLocalDate();
        int left = classDays;
        for (int i = 0; i < FARTHEST_DAYS && left > 0; i++) {
            date = date.minusDays(1);
            if (!hours.on(school.uai(), date).isEmpty()) {
                left--;
            }
        }
        planted.add(new Fault(kind, machines, date.atStartOfDay(zone).toInstant(), null));
    }

    /** The last moment before {@code before} at which the clock shows this minute of the day and there is class. */
    private Instant classMoment(SimulatedSchool school, int minute, Instant before) {
        ZoneId zone = hours.zone(school.uai());
        LocalDate date = before.atZone(zone).toLocalDate();
        for (int i = 0; i < FARTHEST_DAYS; i++) {
            LocalDate day = date.minusDays(i);
            Instant moment = day.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                    .atZone(zone)
                    .toInstant();
            boolean inClass =
                    hours.on(school.uai(), day).stream().anyMatch(span -> minute >= span.from() && minute < span.to());
            if (inClass && moment.isBefore(before)) {
                return moment;
            }
        }
        return before;
    }

    private List<SimulatedMachine> inSchool(int school) {
        return fleet.machines().stream()
                .filter(each -> each.school().equals(fleet.schools().get(school)))
                .toList();
    }

    /** The last machine of a school that fits and has no other fault. */
    private SimulatedMachine one(int school, Predicate<SimulatedMachine> fits) {
        List<SimulatedMachine> fitting = inSchool(school).stream()
                .filter(fits)
                .filter(each -> !each.wallSwitch() && !taken.contains(each))
                .toList();
        SimulatedMachine chosen = fitting.get(fitting.size() - 1);
        taken.add(chosen);
        return chosen;
    }

    private static Predicate<SimulatedMachine> laptop() {
        return each -> each.kind() == Kind.LAPTOP;
    }

    private static Predicate<SimulatedMachine> desktop() {
        return each -> each.kind() == Kind.OLD_DESKTOP || (each.kind() == Kind.NVME_PC && each.habit() == Habit.ROOM);
    }

    private static Predicate<SimulatedMachine> of(@Nullable Kind kind, Habit habit) {
        return each -> (kind == null || each.kind() == kind) && each.habit() == habit;
    }
}
