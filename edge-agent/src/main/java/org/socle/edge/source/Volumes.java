package org.socle.edge.source;

import java.util.Optional;

/** Sizes of mounted file systems: {@link MountedVolumes} on a machine, {@link RecordedVolumes} on a captured one. */
public interface Volumes {

    /** The sizes of the file system mounted there; empty when it cannot tell. */
    Optional<Space> space(String mountPoint);

    /**
     * Sizes in bytes.
     *
     * @param total size of the file system
     * @param free blocks nobody uses, those kept for the administrator included
     * @param available what ordinary users may still write
     */
    record Space(long total, long free, long available) {}
}
