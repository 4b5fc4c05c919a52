package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Clock;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A clock nobody keeps right: certificates and sign-ins fail when it drifts. */
public final class ClockWrongRule implements Rule {
    private static final String CLOCK_WRONG = "clock_wrong";

    @Override
    public List<String> names() {
        return List.of(CLOCK_WRONG);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.CLOCK_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Clock.SYNCHRONISED.family(),
                clock -> now.flag(Clock.SYNCHRONISED, clock).orElse(true)
                        ? null
                        : Find.watch(CLOCK_WRONG, now, Clock.SYNCHRONISED, clock));
    }
}
