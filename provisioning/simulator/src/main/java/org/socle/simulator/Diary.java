package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the counters of one simulated machine read at moments while it is on, without all else a machine tells and the way it travels:
 * for looks at whole years as fine as the agent's own. Not thread-safe.
 */
public final class Diary {
    private final SimulatedMachine machine;
    private final Days days;
    private final Use use;
    private final Instant origin;

    /**
     * Of a machine.
     *
     * @param seed of its fleet
     * @param faults of the whole fleet
     * @param origin when it is first switched on
     */
    public Diary(SimulatedMachine machine, long seed, ClassHours hours, List<Fault> faults, Instant origin) {
        Chance chance = new Chance(seed).of("days").of(machine.number());
        List<Fault> own = faults.stream()
                .filter(fault -> fault.machines().contains(machine))
                .toList();
        this.machine = machine;
        this.days = new Days(machine, hours, chance.of("days"), own, origin);
        this.use = new Use(machine, hours, chance);
        this.origin = origin;
    }

    /**
     * What a machine counted.
     *
     * @param boot when it was started
     * @param wattHours since it was set up; likewise the minutes, which are told when an hour is over
     * @param watts of it at rest
     */
    public record Entry(
            Instant at,
            Instant boot,
            double wattHours,
            long minutesOn,
            long minutesActive,
            long minutesLit,
            double watts) {}

    /** Takes what a machine says. */
    @FunctionalInterface
    public interface Reader {
        void read(Entry entry);
    }

    /**
     * Goes through its life.
     *
     * @param every how often it reads and says what it counts; once more half a minute before it is shut down, and not when its power
     *     is cut
     * @return what it really did
     */
    public Truth until(Instant end, Duration every, Reader reader) {
        Instant moment = origin;
        while (true) {
            Session session = days.after(moment);
            if (!session.from().isBefore(end)) {
                return truth();
            }
            use.start(session.from());
            Instant stop = session.to().isBefore(end) ? session.to() : end;
            Instant last = stop.minusSeconds(30);
            for (Instant at = session.from().plusSeconds(20); at.isBefore(last); at = at.plus(every)) {
                use.advance(at);
                reader.read(entry(at, session.from()));
            }
            if (!session.cut()) {
                use.advance(last);
                reader.read(entry(last, session.from()));
            }
            use.advance(stop);
            moment = stop;
            if (!stop.isBefore(end)) {
                return truth();
            }
        }
    }

    private Truth truth() {
        return new Truth(machine, use.wattHours(), use.wattHoursInClass(), use.hoursOn());
    }

    private Entry entry(Instant at, Instant boot) {
        boolean totem = machine.kind() == Kind.TOTEM;
        return new Entry(
                at,
                boot,
                Math.rint(use.wattHours() * 10) / 10,
                use.minutesOn(),
                use.minutesActive(),
                totem ? use.minutesOn() : use.minutesActive() + use.minutesIdle(),
                machine.kind().board.idle());
    }
}
