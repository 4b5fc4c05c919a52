package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.FileSystem;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A volume that is full, or fills up with little room left. A read-only volume is left out: a medium is always full. */
public final class FileSystemFillRule implements Rule {
    private static final String FILESYSTEM_FULL = "filesystem_full";
    private static final String FILESYSTEM_FILLING = "filesystem_filling";
    private static final Family VOLUME = FileSystem.MOUNT.family();
    private static final int FREED = 2;
    private static final double KIB_OF_GIB = 1024.0 * 1024;

    @Override
    public List<String> names() {
        return List.of(FILESYSTEM_FULL, FILESYSTEM_FILLING);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        return Find.each(situation.now(), VOLUME, volume -> check(situation, volume));
    }

    private static @Nullable Finding check(Situation situation, int volume) {
        Snapshot now = situation.now();
        if (now.flag(FileSystem.READ_ONLY, volume).orElse(false)) {
            return null;
        }
        double full = situation.limit(Threshold.FULL);
        double filling = situation.limit(Threshold.FILLING);
        double fill = now.number(FileSystem.FILL, volume).orElse(0);
        if (situation.above(FILESYSTEM_FULL, volume, fill, full, full - 1)) {
            return Find.down(FILESYSTEM_FULL, now, FileSystem.FILL, volume);
        }
        // 10 % of a large disk is no hurry: with plenty of room left a volume is not filling up.
        boolean scarce =
                now.number(FileSystem.AVAILABLE, volume).orElse(0) < situation.limit(Threshold.PLENTY) * KIB_OF_GIB;
        return situation.above(FILESYSTEM_FILLING, volume, fill, filling, filling - FREED) && scarce
                ? Find.watch(FILESYSTEM_FILLING, now, FileSystem.FILL, volume)
                : null;
    }
}
