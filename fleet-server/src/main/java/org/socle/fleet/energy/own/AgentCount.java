package org.socle.fleet.energy.own;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/**
 * Adds up the processor time that agents report, and the energy that goes into it: a processor in use takes its part of the watts
 * between rest and full load of its machine's model. Thread-safe, unless it keeps what it counts.
 */
public final class AgentCount {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** Of one processor of a machine whose model is not known. */
    static final double WATTS = 10;

    private static final double SECONDS_PER_HOUR = 3600;

    private final OwnTable table = new OwnTable();
    private final Map<Key, Taken> kept = new HashMap<>();
    private final boolean keeps;

    private AgentCount(boolean keeps) {
        this.keeps = keeps;
    }

    /** One that writes into the database at once. */
    public static AgentCount live() {
        return new AgentCount(false);
    }

    /** One that keeps what it counts until {@link #flush}; not thread-safe. */
    public static AgentCount keeping() {
        return new AgentCount(true);
    }

    /**
     * Where and when.
     *
     * @param place 0 for nowhere
     * @param month its first day
     */
    record Key(long place, LocalDate month) {}

    /** What was taken: seconds of the processor, and watt-hours. */
    record Taken(double seconds, double wattHours) {
        static final Taken NOTHING = new Taken(0, 0);

        Taken plus(Taken other) {
            return new Taken(seconds + other.seconds, wattHours + other.wattHours);
        }
    }

    /** Whether a reading says what an agent took. */
    public static boolean concerns(Resource resource) {
        return resource == Agent.PROCESSOR_TIME;
    }

    /**
     * Takes one more pack.
     *
     * @param before what was known of the machine without it
     * @param now what is known with it
     */
    public void take(Handle handle, Machine machine, Snapshot before, Snapshot now) {
        Taken taken = gained(before, now);
        if (taken.seconds <= 0) {
            return;
        }
        Instant at = now.reading(Agent.PROCESSOR_TIME, 0).map(Reading::at).orElseThrow();
        Long place = machine.place();
        Key key =
                new Key(place == null ? 0 : place, LocalDate.ofInstant(at, ZONE).withDayOfMonth(1));
        if (keeps) {
            kept.merge(key, taken, Taken::plus);
        } else {
            table.addAgents(handle, key, taken);
        }
    }

    /** Writes what is kept. */
    public void flush(Handle handle) {
        kept.forEach((key, taken) -> table.addAgents(handle, key, taken));
        kept.clear();
    }

    /** A counter that fell is that of an agent that was started again: all it says is new. */
    static Taken gained(Snapshot before, Snapshot now) {
        OptionalDouble last = now.number(Agent.PROCESSOR_TIME, 0);
        if (last.isEmpty()) {
            return Taken.NOTHING;
        }
        double grown =
                last.getAsDouble() - before.number(Agent.PROCESSOR_TIME, 0).orElse(0);
        double seconds = grown >= 0 ? grown : last.getAsDouble();
        return new Taken(seconds, seconds * watts(now) / SECONDS_PER_HOUR);
    }

    private static double watts(Snapshot now) {
        OptionalDouble idle = now.number(EnergyModel.IDLE, 0);
        OptionalDouble full = now.number(EnergyModel.FULL, 0);
        double processors = now.number(Processor.THREADS, 0).orElse(0);
        return idle.isPresent() && full.isPresent() && full.getAsDouble() > idle.getAsDouble() && processors >= 1
                ? (full.getAsDouble() - idle.getAsDouble()) / processors
                : WATTS;
    }
}
