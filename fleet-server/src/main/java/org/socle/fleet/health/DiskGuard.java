package org.socle.fleet.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.health.Trouble.Kind;

/**
 * Watches the space that is left for the data, so that nothing is taken in which could not be stored: the broker's journal does
 * not survive a full disk. Keeps a file of its own that is given up then, so that people can still sign in and see what is wrong.
 * Thread-safe.
 */
public final class DiskGuard implements Vital {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long MIB = 1024 * 1024;

    /** A file of the broker's journal, the database's log of a full batch and its index pages, twice. */
    private static final long RESERVE = 16 * MIB;

    /** Half as much again before messages are taken in once more, so that it does not flicker. */
    private static final long ENOUGH = 24 * MIB;

    /** What is given up when the disk is full: room for sessions, audit and incidents of some days. */
    private static final int SPARE = (int) (8 * MIB);

    private static final String SPARE_FILE = "spare";

    private final Path data;
    private final LongSupplier free;
    private final Consumer<Boolean> full;
    private volatile boolean isFull;

    /**
     * One over the file system of a directory.
     *
     * @param full told when it becomes full, true, and when there is space again, false
     */
    public DiskGuard(Path data, Consumer<Boolean> full) {
        this(data, () -> free(data), full);
    }

    /** @param free bytes left */
    DiskGuard(Path data, LongSupplier free, Consumer<Boolean> full) {
        this.data = data;
        this.free = free;
        this.full = full;
    }

    /** Bytes that this process may still write where a directory is. */
    public static long free(Path data) {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks; to be called about once a second. */
    public void look() {
        long left = free.getAsLong();
        boolean now = isFull ? left < ENOUGH : left < RESERVE;
        if (now != isFull) {
            isFull = now;
            full.accept(now);
        }
        spare(left);
    }

    private void spare(long left) {
        Path spare = data.resolve(SPARE_FILE);
        try {
            if (isFull) {
                Files.deleteIfExists(spare);
            } else if (left > ENOUGH + SPARE && !Files.exists(spare)) {
                byte[] filling = new byte[SPARE];
                // What can be compressed would hold no room free on some file systems.
                ThreadLocalRandom.current().nextBytes(filling);
                Files.write(spare, filling);
                Files.setPosixFilePermissions(spare, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            LOG.warn("{} could not be kept or given up", spare, e);
        }
    }

    @Override
    public List<Trouble> troubles() {
        return isFull ? List.of(new Trouble(Kind.DISK_FULL, data.toString())) : List.of();
    }
}
