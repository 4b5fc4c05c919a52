package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Clock;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A clock that is off although it is said to be kept right, or nobody says: readings are dated wrongly, and secure pages refuse to
 * open. One that nobody keeps right is {@link ClockWrongRule}'s: one cause, one incident. The limit is ours.
 */
public final class ClockOffRule implements Rule {
    private static final String CLOCK_OFF = "clock_off";
    private static final double WELL_AGAIN = 0.5;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Override
    public List<String> names() {
        return List.of(CLOCK_OFF);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double limit = situation.limit(Threshold.CLOCK_OFFSET);
        return Find.each(now, Clock.OFFSET.family(), clock -> {
            double off = Math.abs(now.number(Clock.OFFSET, clock).orElse(0)) / MILLIS_PER_SECOND;
            boolean kept = now.flag(Clock.SYNCHRONISED, clock).orElse(true);
            return kept && situation.above(CLOCK_OFF, clock, off, limit, limit * WELL_AGAIN)
                    ? Find.watch(CLOCK_OFF, now, Clock.OFFSET, clock)
                    : null;
        });
    }
}
