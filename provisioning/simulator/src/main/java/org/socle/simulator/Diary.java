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

    /** So many seconds after it woke it reads. */
    private static final int AWAKE = 20;

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
        this.use = new Use(machine, hours, chance, own);
        this.origin = origin;
    }

    /**
     * What a machine counted.
     *
     * @param boot when it was started
     * @param wattHours of the machine itself since it was set up; likewise those of its external screens, and the minutes, which are
     *     told when an hour is over
     * @param watts of it at rest
     * @param wattsAsleep of it asleep
     */
    public record Entry(
            Instant at,
            Instant boot,
            double wattHours,
            double wattHoursOfScreens,
            long minutesOn,
            long minutesActive,
            long minutesLit,
            long minutesAsleep,
            double watts,
            double wattsAsleep) {}

    /** Takes what a machine says. */
    @FunctionalInterface
    public interface Reader {
        void read(Entry entry);
    }

    /**
     * Goes through its life.
     *
     * @param every how often it reads and says what it counts; once more half a minute before it is shut down, and not when its power
     *     is cut; not while it is asleep, and again as soon as it wakes
     * @return what it really did
     */
    public Truth until(Instant end, Duration every, Reader reader) {
        Instant moment = origin;
        while (true) {
            Session session = days.after(moment);
            if (!session.from().isBefore(end)) {
                return truth();
            }
            use.start(session);
            Instant stop = session.to().isBefore(end) ? session.to() : end;
            Instant last = stop.minusSeconds(30);
            for (Instant at = session.from().plusSeconds(20); at.isBefore(last); at = at.plus(every)) {
                Instant awake = awake(session, at);
                use.advance(awake);
                reader.read(entry(awake, session.from()));
                at = awake;
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
        return use.truth();
    }

    /** The moment itself, or when it wakes. */
    private static Instant awake(Session session, Instant moment) {
        return session.naps().stream()
                .filter(nap -> !moment.isBefore(nap.from()) && moment.isBefore(nap.to()))
                .map(nap -> nap.to().plusSeconds(AWAKE))
                .findFirst()
                .orElse(moment);
    }

    private Entry entry(Instant at, Instant boot) {
        boolean totem = machine.kind() == Kind.TOTEM;
        return new Entry(
                at,
                boot,
                Math.rint(use.wattHours() * 10) / 10,
                Math.rint(use.wattHoursOfScreens() * 10) / 10,
                use.minutesOn(),
                use.minutesActive(),
                totem ? use.minutesOn() : use.minutesActive() + use.minutesIdle(),
                use.minutesAsleep(),
                machine.kind().board.idle(),
                machine.kind().sleep);
    }
}
