package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.finding.GrowthTable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Status;

/** Judges the machine by its latest values. */
final class Judge implements Step {
    private final FindingTable findings;
    private final MachineTable machines;
    private final GrowthTable growths = new GrowthTable();

    private final Function<@Nullable Long, Limits> limits;

    /** @param limits those that hold in a place, whose number is null for nowhere */
    Judge(FindingTable findings, MachineTable machines, Function<@Nullable Long, Limits> limits) {
        this.findings = findings;
        this.machines = machines;
        this.limits = limits;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        if (arrival.snapshot == null || arrival.before == null) {
            return;
        }
        var machine = requireNonNull(arrival.machine);
        List<Finding> before = findings.standing(handle, machine.id());
        List<Finding> found = Rules.check(Situation.of(
                arrival.snapshot,
                arrival.before,
                arrival.received,
                limits.apply(machine.place()),
                before,
                growths.keep(handle, machine.id(), arrival.snapshot, arrival.before, arrival.received)));
        findings.replace(handle, machine.id(), before, found, arrival.received);
        Status worst =
                found.stream().map(Finding::severity).min(Status::compareTo).orElse(Status.OK);
        machines.health(handle, machine, worst, arrival.received);
    }
}
