package org.socle.fleet.maintenance.rule;

import java.util.stream.Stream;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.reading.Snapshot;

/** A flash disk that has used up most of its rated life, or a disk with errors of its medium. The rated life is no failure date:
 * the disk may go on for years, so this is a reason to plan, not to hurry.
 */
public final class DiskWearingRule implements Rule {

    private static final Family DISK = Storage.DEVICE.family();
    private static final int PERCENTAGE_USED = 80;

    @Override
    public Stream<Finding> check(Snapshot now) {
        return Find.each(now, DISK, disk -> {
            double used = now.number(Storage.PERCENTAGE_USED, disk).orElse(0);
            double errors = now.number(Storage.MEDIA_ERRORS, disk).orElse(0)
                    + now.number(Storage.GROWN_DEFECTS, disk).orElse(0);
            if (used >= PERCENTAGE_USED) {
                return Find.watch("disk_wearing", now, DISK, disk, used);
            }
            return errors > 0 ? Find.watch("disk_wearing", now, DISK, disk, errors) : null;
        });
    }
}
