package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import org.jdbi.v3.core.Handle;
import org.socle.fleet.device.MachineTable;

/** Finds the machine a message comes from; a device's first message makes it. */
final class Identify implements Step {
    private final MachineTable machines;

    Identify(MachineTable machines) {
        this.machines = machines;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        arrival.machine =
                machines.findOrAdd(handle, requireNonNull(arrival.address).device(), arrival.received);
    }
}
