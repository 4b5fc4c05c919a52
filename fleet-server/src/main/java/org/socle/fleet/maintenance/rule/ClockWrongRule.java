package org.socle.fleet.maintenance.rule;

import java.util.stream.Stream;
import org.socle.contract.catalogue.Clock;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.reading.Snapshot;

/** A clock nobody keeps right: certificates and sign-ins fail when it drifts. */
public final class ClockWrongRule implements Rule {

    @Override
    public Stream<Finding> check(Snapshot now) {
        return Find.each(
                now,
                Clock.SYNCHRONISED.family(),
                clock -> now.flag(Clock.SYNCHRONISED, clock).orElse(true)
                        ? null
                        : Find.watch("clock_wrong", now, Clock.SYNCHRONISED.family(), clock, 0));
    }
}
