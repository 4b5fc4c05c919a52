package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import org.jdbi.v3.core.Handle;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.sobriety.account.Accounting;

/** Keeps what machines consumed, by the day. */
final class Count implements Step {
    private final Accounting accounting;

    Count(Accounting accounting) {
        this.accounting = accounting;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        Snapshot before = arrival.before;
        Snapshot now = arrival.snapshot;
        if (arrival.pack == null
                || before == null
                || now == null
                || arrival.pack.samples().stream().noneMatch(sample -> Accounting.concerns(sample.resource()))) {
            return;
        }
        accounting.take(handle, requireNonNull(arrival.machine), before, now);
    }
}
