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
 * A disk or card whose reads or writes fail in the kernel's eyes. For SD cards, which keep no account of their wear, it is the only warning
 * before they turn read-only. One may be a cable that was pulled; the limit is ours.
 */
public final class DiskErrorsRule implements Rule {
    private static final String DISK_ERRORS = "disk_errors";

    @Override
    public List<String> names() {
        return List.of(DISK_ERRORS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Storage.KERNEL_ERRORS.family(),
                disk -> now.number(Storage.KERNEL_ERRORS, disk).orElse(0) >= situation.limit(Threshold.KERNEL_ERRORS)
                        ? Find.watch(DISK_ERRORS, now, Storage.KERNEL_ERRORS, disk)
                        : null);
    }
}
