package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.socle.contract.ContractException;
import org.socle.contract.Pack;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.management.CommandTable;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.ReadingStore;
import org.socle.fleet.reading.Snapshot;

/** Keeps packs, states and replies. A pack that was stored before changes nothing. */
final class Store implements Step {
    /** A clock this far ahead would hide every later reading; the agent sends relative times when it is not sure. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final MachineTable machines;
    private final ReadingStore readings;
    private final CommandTable commands;
    private final MachineBounds bounds = new MachineBounds();

    Store(MachineTable machines, ReadingStore readings, CommandTable commands) {
        this.machines = machines;
        this.readings = readings;
        this.commands = commands;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        Machine machine = requireNonNull(arrival.machine);
        if (arrival.pack != null) {
            pack(arrival, arrival.pack, machine, handle);
        } else if (arrival.state != null) {
            machines.state(handle, machine, arrival.state, arrival.received);
        } else if (arrival.reply != null) {
            commands.answered(handle, machine, arrival.reply, arrival.received);
        }
    }

    private void pack(Arrival arrival, Pack pack, Machine machine, Handle handle) {
        Instant time = pack.instant(arrival.received);
        if (time.isAfter(arrival.received.plus(AHEAD))) {
            throw new ContractException("the pack is dated " + time + ", in the future");
        }
        if (!readings.add(handle, machine.id(), pack, time, arrival.received)) {
            return;
        }
        List<Reading> newReadings = Snapshot.readingsOf(pack, time);
        Snapshot before = readings.latest(handle, machine.id());
        Snapshot now = before.with(newReadings, Snapshot.complete(pack));
        bounds.check(machine.id(), before, newReadings, now, arrival.received);
        readings.rollUp(handle, machine.id(), newReadings);
        readings.latest(handle, machine.id(), now);
        machines.seen(handle, machine, arrival.received);
        machines.present(handle, machine, arrival.received);
        if (MachineTable.describes(newReadings)) {
            machines.describe(handle, machine, now);
        }
        arrival.snapshot = now;
        arrival.before = before;
    }
}
