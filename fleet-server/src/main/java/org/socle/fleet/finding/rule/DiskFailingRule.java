package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A disk that says itself, or whose counters say, that it is about to fail: replace it.
 *
 * <p>Counters 187, 197 and 198 at 1 or more go with a yearly failure rate of 34 to 81 %, more than 16 reallocated sectors with 24 %
 * (Backblaze figures as used by Scrutiny, which fails a disk from 10 %).
 */
public final class DiskFailingRule implements Rule {
    private static final String DISK_FAILING = "disk_failing";
    /** Bit 1 of NVMe's critical warning: the disk is too warm or too cold, which is {@link HeatRule}'s. */
    private static final int TEMPERATURE_BIT = 2;

    private static final Family DISK = Storage.DEVICE.family();
    private static final List<Resource> UNREADABLE =
            List.of(Storage.PENDING_SECTORS, Storage.OFFLINE_UNCORRECTABLE, Storage.REPORTED_UNCORRECTABLE);

    @Override
    public List<String> names() {
        return List.of(DISK_FAILING);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, DISK, disk -> check(situation, disk));
    }

    private static @Nullable Finding check(Situation situation, int disk) {
        Snapshot now = situation.now();
        if (!now.flag(Storage.HEALTHY, disk).orElse(true)) {
            return Find.down(DISK_FAILING, now, Storage.HEALTHY, disk);
        }
        int warning = (int) now.number(Storage.CRITICAL_WARNING, disk).orElse(0);
        if ((warning & ~TEMPERATURE_BIT) != 0) {
            return Find.down(DISK_FAILING, now, Storage.CRITICAL_WARNING, disk);
        }
        double spare = now.number(Storage.AVAILABLE_SPARE, disk).orElse(100);
        if (spare < now.number(Storage.SPARE_THRESHOLD, disk).orElse(0)) {
            return Find.down(DISK_FAILING, now, Storage.AVAILABLE_SPARE, disk);
        }
        double reallocated = now.number(Storage.REALLOCATED_SECTORS, disk).orElse(0);
        if (reallocated >= situation.limit(Threshold.REALLOCATED_SECTORS_FAILING)) {
            return Find.down(DISK_FAILING, now, Storage.REALLOCATED_SECTORS, disk);
        }
        for (Resource counter : UNREADABLE) {
            double count = now.number(counter, disk).orElse(0);
            if (count >= situation.limit(Threshold.UNREADABLE_SECTORS)) {
                return Find.down(DISK_FAILING, now, counter, disk);
            }
        }
        return null;
    }
}
