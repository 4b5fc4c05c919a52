package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.device.MachineTable;
import org.socle.fleet.device.Status;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.FindingTable;
import org.socle.fleet.maintenance.Rules;

/** Judges the machine by its latest values. */
final class Judge implements Step {
    private final FindingTable findings;
    private final MachineTable machines;

    Judge(FindingTable findings, MachineTable machines) {
        this.findings = findings;
        this.machines = machines;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        if (arrival.snapshot == null) {
            return;
        }
        List<Finding> found = Rules.check(arrival.snapshot);
        var machine = requireNonNull(arrival.machine);
        findings.replace(handle, machine.id(), found, arrival.received);
        Status worst =
                found.stream().map(Finding::severity).min(Status::compareTo).orElse(Status.OK);
        machines.health(handle, machine, worst, arrival.received);
    }
}
