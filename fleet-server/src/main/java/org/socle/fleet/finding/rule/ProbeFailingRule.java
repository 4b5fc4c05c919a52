package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Probing;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A probe that breaks or hangs: what it should read is not known. One that lacks a right or a tool is no trouble of the machine. */
public final class ProbeFailingRule implements Rule {
    private static final String PROBE_FAILING = "probe_failing";
    private static final Set<String> BROKEN = Set.of("failed", "timeout");

    @Override
    public List<String> names() {
        return List.of(PROBE_FAILING);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.PROBE_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Probing.NAME.family(),
                probe -> now.text(Probing.STATE, probe).filter(BROKEN::contains).isPresent()
                        ? Find.watch(PROBE_FAILING, now, Probing.STATE, probe)
                        : null);
    }
}
