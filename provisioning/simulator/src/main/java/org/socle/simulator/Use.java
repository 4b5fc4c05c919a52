package org.socle.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.simulator.SimulatedMachine.Habit;

/**
 * What a machine does while it is on, ten minutes after ten minutes, and what comes together by it: time, energy, data. Not
 * thread-safe.
 */
final class Use {
    private static final int SLOT_SECONDS = 600;
    private static final int HOUR_SECONDS = 3_600;
    private static final double MEGABYTE = 1e6;

    /** What the agent takes of the processor to start, seconds, and then in a second: as measured. */
    private static final double AGENT_START = 1.5;

    private static final double AGENT_LOAD = 0.001;

    private final SimulatedMachine machine;
    private final ClassHours hours;
    private final ZoneId zone;
    private final Chance load;
    private final Chance present;
    private final boolean unused;
    private Instant reached = Instant.EPOCH;
    private @Nullable LocalDate day;
    private List<ClassHours.Span> spans = List.of();

    private final Tally on = new Tally();
    private final Tally asleep = new Tally();
    private final Tally screens = new Tally();
    private double active;
    private double idle;
    private double gigabytesWritten;
    private double received;
    private double agent;
    private long minutesOn;
    private long minutesActive;
    private long minutesIdle;
    private long minutesAsleep;
    private int starts;
    private List<Nap> naps = List.of();

    /** @param faults its own */
    Use(SimulatedMachine machine, ClassHours hours, Chance chance, List<Fault> faults) {
        this.machine = machine;
        this.unused = faults.stream().anyMatch(fault -> fault.kind() == FaultKind.NEVER_SLEEPS);
        this.hours = hours;
        this.zone = hours.zone(machine.school().uai());
        this.load = chance.of("load");
        this.present = chance.of("present");
    }

    /** The machine starts: what it counts since its start is 0. */
    void start(Session session) {
        Instant at = session.from();
        naps = session.naps();
        boolean otherHour = Math.floorDiv(reached.getEpochSecond(), HOUR_SECONDS)
                != Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
        reached = at;
        received = 0;
        agent = AGENT_START;
        starts++;
        if (otherHour) {
            tell();
        }
    }

    /** Minutes are told when an hour is over, that of the last stop at the next start. */
    private void tell() {
        minutesOn = on.minutes();
        minutesAsleep = asleep.minutes();
        minutesActive = (long) (active / 60);
        minutesIdle = (long) (idle / 60);
    }

    /** Lives up to a moment; the machine was on or asleep since the last one. */
    void advance(Instant to) {
        while (reached.isBefore(to)) {
            long slot = Math.floorDiv(reached.getEpochSecond(), SLOT_SECONDS);
            Instant end = Instant.ofEpochSecond((slot + 1) * SLOT_SECONDS);
            Instant next = end.isBefore(to) ? end : to;
            boolean sleeps = false;
            boolean wakes = false;
            for (Nap nap : naps) {
                sleeps |= !nap.from().isAfter(reached) && nap.to().isAfter(reached);
                next = between(nap.from(), next);
                next = between(nap.to(), next);
                wakes |= nap.to().equals(next);
            }
            double seconds = (next.toEpochMilli() - reached.toEpochMilli()) / 1000.0;
            double inClass = inClass(reached, next);
            if (sleeps) {
                asleep.add(seconds, inClass, machine.kind().sleep);
            } else {
                live(slot, seconds, inClass);
            }
            reached = next;
            if (wakes || (!sleeps && next.getEpochSecond() % HOUR_SECONDS == 0)) {
                tell();
            }
        }
    }

    /** A moment that comes before another, when it is still ahead. */
    private Instant between(Instant moment, Instant next) {
        return moment.isAfter(reached) && moment.isBefore(next) ? moment : next;
    }

    private void live(long slot, double seconds, double inClass) {
        boolean busy = busy(slot);
        double there = unused ? 0.12 : 0.85;
        double share =
                busy && machine.habit() != Habit.TOTEM && present.unit(slot) < there ? 0.5 + present.unit(slot) / 2 : 0;
        on.add(seconds, inClass, watts(slot));
        active += seconds * share;
        idle += seconds * (busy ? 1 - share : 0);
        if (busy) {
            screens.add(seconds, inClass, machine.screen());
        }
        gigabytesWritten += seconds / HOUR_SECONDS * (busy ? 0.5 : 0.05);
        agent += seconds * AGENT_LOAD;
        received += seconds * (busy ? 0.06 : 0.002) * MEGABYTE;
    }

    /** Seconds of class between two moments of the same ten minutes; bells ring by the minute. */
    private double inClass(Instant from, Instant to) {
        LocalDateTime local = local(from);
        double begin = local.toLocalTime().toNanoOfDay() / 1e9;
        double end = begin + (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
        double seconds = 0;
        for (ClassHours.Span span : spans) {
            seconds += Math.max(0, Math.min(end, span.to() * 60) - Math.max(begin, span.from() * 60));
        }
        return seconds;
    }

    private LocalDateTime local(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        if (!local.toLocalDate().equals(day)) {
            day = local.toLocalDate();
            spans = hours.on(machine.school().uai(), local.toLocalDate());
        }
        return local;
    }

    /** Whether the machine serves in a stretch of ten minutes. */
    private boolean busy(long slot) {
        LocalDateTime local = local(Instant.ofEpochSecond(slot * SLOT_SECONDS));
        int minute = local.getHour() * 60 + local.getMinute();
        for (ClassHours.Span span : spans) {
            if (minute >= span.from() && minute < span.to()) {
                return true;
            }
        }
        return false;
    }

    private double load(long slot) {
        double chance = load.unit(slot);
        if (machine.habit() == Habit.TOTEM) {
            return 6 + 12 * chance;
        }
        double most = machine.kind() == Kind.WORKSTATION ? 10 : 55;
        return busy(slot) && !unused ? 4 + most * chance * chance : 1 + 3 * chance;
    }

    private double watts(long slot) {
        Kind.Board board = machine.kind().board;
        return board.idle() + (board.full() - board.idle()) * load(slot) / 100;
    }

    private long slotNow() {
        return Math.floorDiv(reached.getEpochSecond(), SLOT_SECONDS);
    }

    /** Load of the processor now, 0 to 100. */
    double load() {
        return load(slotNow());
    }

    /** Power now, in W. */
    double watts() {
        return watts(slotNow());
    }

    /** All the energy the machine itself ever took, in Wh. */
    double wattHours() {
        return on.wattHours() + asleep.wattHours();
    }

    /** What its external screens took, in Wh; they are dark outside class. */
    double wattHoursOfScreens() {
        return screens.wattHours();
    }

    /** All it really did. */
    Truth truth() {
        return new Truth(machine, on.took(), asleep.took(), screens.took());
    }

    /** Hours it was on since it was set up. */
    double hoursOn() {
        return on.hours();
    }

    double gigabytesWritten() {
        return gigabytesWritten;
    }

    /** Bytes since the start. */
    double received() {
        return received;
    }

    /** Seconds of the processor its agent took since the start. */
    double agentSeconds() {
        return agent;
    }

    int starts() {
        return starts;
    }

    /** Minutes on, as of the last full hour; likewise the three below. */
    long minutesOn() {
        return minutesOn;
    }

    long minutesActive() {
        return minutesActive;
    }

    long minutesIdle() {
        return minutesIdle;
    }

    long minutesAsleep() {
        return minutesAsleep;
    }
}
