package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A flash disk that has used up most of its rated life, or a disk with errors of its medium. The rated life is no failure date:
 * the disk may go on for years, so this is a reason to plan, not to hurry. Errors are counted for life: those are found that were there
 * when the disk was taken in or came since, until none were added for 30 days.
 */
public final class DiskWearingRule implements Rule {
    private static final String DISK_WEARING = "disk_wearing";
    private static final Family DISK = Storage.DEVICE.family();
    private static final List<Resource> ERRORS = List.of(Storage.MEDIA_ERRORS, Storage.GROWN_DEFECTS);

    @Override
    public List<String> names() {
        return List.of(DISK_WEARING);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, DISK, disk -> {
            if (now.number(Storage.PERCENTAGE_USED, disk).orElse(0) >= situation.limit(Threshold.DISK_WEAR)) {
                return Find.watch(DISK_WEARING, now, Storage.PERCENTAGE_USED, disk);
            }
            return ERRORS.stream()
                    .filter(counter -> situation.grown(counter, disk) > 0)
                    .findFirst()
                    .map(counter -> Find.watch(DISK_WEARING, now, counter, disk))
                    .orElse(null);
        });
    }
}
