package org.socle.simulator;

import java.time.Instant;
import java.util.Optional;
import org.socle.edge.probe.Readings;
import org.socle.simulator.SimulatedMachine.Habit;

/** The test of a school's line, once a week, by the machine of the office. Not thread-safe. */
final class Speed {
    private static final long WEEK_SECONDS = 7L * 86_400;

    /** Bits a second in a megabyte a second, in millions. */
    private static final double MEGABITS = 8;

    /** What the lines carry, in Mbit/s: fibre, old copper, one too slow for a class. */
    private static final double[] LINES = {310, 640, 96, 18, 420, 280, 24, 190, 6.2, 350, 12, 95};

    private final SimulatedMachine machine;
    private long tested = Long.MIN_VALUE;

    Speed(SimulatedMachine machine) {
        this.machine = machine;
    }

    /** The newest test, when it is a new one. */
    Optional<Readings> at(Instant now) {
        long week = now.getEpochSecond() / WEEK_SECONDS;
        if (machine.habit() != Habit.OFFICE || week == tested) {
            return Optional.empty();
        }
        tested = week;
        Chance chance = new Chance(week).of(machine.number());
        // The last two digits of the code count the schools.
        int school = Integer.parseInt(machine.school().uai().substring(5, 7)) - 1;
        double down = LINES[school] * chance.of("down").between(0.85, 1) / MEGABITS;
        Readings out = new Readings();
        out.put(org.socle.contract.catalogue.Speed.UPDATED, now.getEpochSecond());
        out.put(org.socle.contract.catalogue.Speed.DOWN, down);
        out.put(org.socle.contract.catalogue.Speed.UP, down * 0.4);
        out.put(org.socle.contract.catalogue.Speed.PING, chance.of("ping").between(9, 28));
        return Optional.of(out);
    }
}
