package org.socle.edge.source;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the kernel (statvfs), without starting a process. */
public final class MountedVolumes implements Volumes {

    @Override
    public Optional<Space> space(String mountPoint) {
        try {
            FileStore store = Files.getFileStore(Path.of(mountPoint));
            return Optional.of(new Space(store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace()));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }
}
