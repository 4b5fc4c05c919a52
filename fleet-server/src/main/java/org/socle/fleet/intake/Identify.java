package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;

/** Finds the machine a message comes from; a device's first message makes it. */
final class Identify implements Step {
    private final MachineTable machines;
    private final @Nullable Map<UUID, Machine> known;

    /**
     * Makes the step.
     *
     * @param remembers whether a machine is looked up once only: what others change of it meanwhile is not seen
     */
    Identify(MachineTable machines, boolean remembers) {
        this.machines = machines;
        this.known = remembers ? new HashMap<>() : null;
    }

    /** Looks machines up again: somebody may have moved them. */
    void forget() {
        if (known != null) {
            known.clear();
        }
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        UUID device = requireNonNull(arrival.address).device();
        arrival.machine = known == null
                ? machines.findOrAdd(handle, device, arrival.received)
                : known.computeIfAbsent(device, each -> machines.findOrAdd(handle, each, arrival.received));
    }
}
