package org.socle.fleet.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.config.ConfigException;

/** Who may read what the server keeps: its own user and nobody else, whatever the umask was when a file was made. */
final class Rights {
    private static final Logger LOG = LoggerFactory.getLogger(Rights.class);
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private Rights() {}

    /**
     * Takes the rights of all others away, in a directory and everything below; symbolic links are not followed.
     *
     * @throws ConfigException when the files belong to somebody else
     */
    static void close(Path directory) throws IOException {
        if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) == null) {
            LOG.warn("{} is on a file system without rights: see to it that nobody else reads it", directory);
            return;
        }
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(directory);
        Closing closing = new Closing();
        Files.walkFileTree(directory, closing);
        if (!DIRECTORY.containsAll(before)) {
            LOG.info(
                    "others could look into {}: it had the rights {}, and {} files in it more than rw-------; now all is for"
                            + " its owner only",
                    directory,
                    PosixFilePermissions.toString(before),
                    closing.changed);
        }
    }

    /** Makes an empty file for its owner only, when it is not there: what a library would make with the umask's rights. */
    static void make(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        if (Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) == null) {
            Files.createFile(file);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    private static final class Closing extends SimpleFileVisitor<Path> {
        private int changed;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            limit(directory, DIRECTORY);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && limit(file, FILE)) {
                changed++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        /** Leaves of a file's rights those that are allowed; answers whether there were more. */
        private static boolean limit(Path file, Set<PosixFilePermission> allowed) throws IOException {
            Set<PosixFilePermission> kept = EnumSet.noneOf(PosixFilePermission.class);
            kept.addAll(Files.getPosixFilePermissions(file));
            if (allowed.containsAll(kept)) {
                return false;
            }
            kept.retainAll(allowed);
            try {
                Files.setPosixFilePermissions(file, kept);
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw new ConfigException(
                        file + " may be read by others, and its rights cannot be changed since it belongs to "
                                + Files.getOwner(file) + ": run chown -R " + System.getProperty("user.name", "socle")
                                + " "
                                + file.getParent(),
                        e);
            }
            return true;
        }
    }
}
