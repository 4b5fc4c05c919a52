package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A disk that has begun to replace sectors. Up to 4 go with the failure rate of a healthy disk, 5 to 16 with 7.5 % a year
 * (Backblaze figures as used by Scrutiny); above that {@link DiskFailingRule} speaks.
 */
public final class DiskReallocatingRule implements Rule {
    private static final String DISK_REALLOCATING = "disk_reallocating";

    @Override
    public List<String> names() {
        return List.of(DISK_REALLOCATING);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, Storage.DEVICE.family(), disk -> {
            double sectors = now.number(Storage.REALLOCATED_SECTORS, disk).orElse(0);
            return sectors >= situation.limit(Threshold.REALLOCATED_SECTORS)
                            && sectors < situation.limit(Threshold.REALLOCATED_SECTORS_FAILING)
                    ? Find.watch(DISK_REALLOCATING, now, Storage.REALLOCATED_SECTORS, disk)
                    : null;
        });
    }
}
