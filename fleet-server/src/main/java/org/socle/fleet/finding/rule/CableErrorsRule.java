package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A disk whose data arrive damaged over the cable (SMART 199): change the cable first. The disk counts them for its whole life, so only
 * new ones are found, and it is over when none were added for 30 days. Single errors happen; the limit is ours.
 */
public final class CableErrorsRule implements Rule {
    private static final String CABLE_ERRORS = "cable_errors";

    @Override
    public List<String> names() {
        return List.of(CABLE_ERRORS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Storage.DEVICE.family(),
                disk -> situation.grown(Storage.CRC_ERRORS, disk) >= situation.limit(Threshold.CABLE_ERRORS)
                        ? Find.watch(CABLE_ERRORS, now, Storage.CRC_ERRORS, disk)
                        : null);
    }
}
