package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.FileSystem;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.reading.Snapshot;

/** A volume the system turned read-only although it should be writable: nothing can be saved any more. */
public final class FileSystemReadOnlyRule implements Rule {
    private static final String FILESYSTEM_READ_ONLY = "filesystem_read_only";

    @Override
    public List<String> names() {
        return List.of(FILESYSTEM_READ_ONLY);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                FileSystem.MOUNT.family(),
                volume -> now.flag(FileSystem.REMOUNTED_READ_ONLY, volume).orElse(false)
                        ? Find.down(FILESYSTEM_READ_ONLY, now, FileSystem.REMOUNTED_READ_ONLY, volume)
                        : null);
    }
}
