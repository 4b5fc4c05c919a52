package org.socle.fleet.maintenance.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.maintenance.Situation;
import org.socle.fleet.maintenance.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A disk whose data arrive damaged over the cable (SMART 199): change the cable first. Single errors happen; the limit is ours. */
public final class CableErrorsRule implements Rule {
    private static final String CABLE_ERRORS = "cable_errors";

    @Override
    public List<String> names() {
        return List.of(CABLE_ERRORS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, Storage.DEVICE.family(), disk -> {
            double errors = now.number(Storage.CRC_ERRORS, disk).orElse(0);
            return errors >= situation.limit(Threshold.CABLE_ERRORS)
                    ? Find.watch(CABLE_ERRORS, now, Storage.CRC_ERRORS, disk)
                    : null;
        });
    }
}
