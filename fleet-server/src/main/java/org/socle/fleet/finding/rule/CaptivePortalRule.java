package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Connectivity;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Reach;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A captive portal between the machine and the network: nothing works until somebody signs in, on a machine nobody signs in to. */
public final class CaptivePortalRule implements Rule {
    private static final String CAPTIVE_PORTAL = "captive_portal";

    @Override
    public List<String> names() {
        return List.of(CAPTIVE_PORTAL);
    }

    @Override
    public Reach reach() {
        return Reach.SCHOOL;
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.PORTAL_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Connectivity.PATH.family(),
                network -> now.text(Connectivity.PATH, network)
                                .filter("portal"::equals)
                                .isPresent()
                        ? Find.watch(CAPTIVE_PORTAL, now, Connectivity.PATH, network)
                        : null);
    }
}
