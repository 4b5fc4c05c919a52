package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Link;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A link that loses so much that pages stall: one segment in twenty has to be sent again. The limit is ours. */
public final class LinkLossRule implements Rule {
    private static final String LINK_LOSS = "link_loss";
    private static final double WELL_AGAIN = 0.4;

    @Override
    public List<String> names() {
        return List.of(LINK_LOSS);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.LOSS_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double limit = situation.limit(Threshold.LINK_LOSS);
        return Find.each(now, Link.LOSS.family(), link -> {
            double loss = now.number(Link.LOSS, link).orElse(0);
            return situation.above(LINK_LOSS, link, loss, limit, limit * WELL_AGAIN)
                    ? Find.watch(LINK_LOSS, now, Link.LOSS, link)
                    : null;
        });
    }
}
