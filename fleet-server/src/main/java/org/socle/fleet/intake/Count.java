package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import org.jdbi.v3.core.Handle;
import org.socle.fleet.energy.own.AgentCount;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.reading.Snapshot;

/** Keeps what machines consumed, by the day, and what of the processor their agents took. */
final class Count implements Step {
    private final Accounting accounting;
    private final AgentCount agents;

    Count(Accounting accounting, AgentCount agents) {
        this.accounting = accounting;
        this.agents = agents;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        Snapshot before = arrival.before;
        Snapshot now = arrival.snapshot;
        if (arrival.pack == null || before == null || now == null) {
            return;
        }
        if (arrival.pack.samples().stream().anyMatch(sample -> Accounting.concerns(sample.resource()))) {
            accounting.take(handle, requireNonNull(arrival.machine), before, now);
        }
        if (arrival.pack.samples().stream().anyMatch(sample -> AgentCount.concerns(sample.resource()))) {
            agents.take(handle, requireNonNull(arrival.machine), before, now);
        }
    }
}
