package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Network;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A Wi-Fi signal too weak for a class to rely on. Below −75 dBm rates fall sharply; the limit is ours. */
public final class WeakWifiRule implements Rule {
    private static final String WEAK_WIFI = "weak_wifi";
    /** The limit is the last that is well; beyond it, one dBm more. */
    private static final int BEYOND = 1;

    private static final int BETTER = 5;

    @Override
    public List<String> names() {
        return List.of(WEAK_WIFI);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.WIFI_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double limit = situation.limit(Threshold.WIFI_SIGNAL);
        return Find.each(now, Network.INTERFACE.family(), link -> {
            double signal = now.number(Network.SIGNAL, link).orElse(0);
            return situation.above(WEAK_WIFI, link, -signal, limit + BEYOND, limit + BEYOND - BETTER)
                    ? Find.watch(WEAK_WIFI, now, Network.SIGNAL, link)
                    : null;
        });
    }
}
