package org.socle.fleet.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.config.ConfigException;

/** Where the server keeps everything. */
public final class DataDirectory {
    private static final String LOCK = "server.lock";

    /** What marks a directory as one of invented data. */
    public static final String DEMO = "demo.properties";

    private DataDirectory() {}

    /**
     * Makes sure that a server has been here, for commands that would otherwise make a new one in the wrong place.
     *
     * @param files what has to be there, relative to the directory
     * @throws ConfigException when something is missing
     */
    public static void require(Path directory, String... files) {
        for (String file : files) {
            if (!Files.exists(directory.resolve(file))) {
                throw new ConfigException("no server data in " + directory + ": there is no " + file
                        + "; say where they are with SOCLE_DATA or --config");
            }
        }
    }

    /**
     * Keeps other servers away from the directory, until closed or the process ends.
     *
     * @throws ConfigException when another server is at work there
     */
    public static Closeable lock(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            String user = System.getProperty("user.name", "socle");
            throw new ConfigException(
                    "the user " + user + " may not write in the data directory " + directory + ", which belongs to "
                            + Files.getOwner(directory) + ": run chown -R " + user + " " + directory
                            + ", or run as that user",
                    e);
        } catch (FileSystemException e) {
            throw new ConfigException(
                    "nothing can be written in the data directory " + directory + ": " + e.getReason()
                            + "; see that the disk there is not full (df -h) and not mounted for reading only",
                    e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new ConfigException("another server already runs on the data directory " + directory
                + ": stop it, or choose another directory with SOCLE_DATA");
    }

    /**
     * Keeps invented data and real ones apart.
     *
     * @param demo whether the data are to be invented
     * @throws ConfigException when the directory holds the other kind
     */
    public static void requireKind(Path directory, boolean demo) {
        boolean invented = Files.exists(directory.resolve(DEMO));
        if (!demo && invented) {
            throw new ConfigException(
                    "the data in " + directory + " are those of a demo, invented: a real server does not"
                            + " start on them; choose another directory with SOCLE_DATA, or run the demo");
        }
        if (demo && !invented && Files.exists(directory.resolve(Database.FILE))) {
            throw new ConfigException("the data in " + directory
                    + " are real: a demo does not start on them; choose another" + " directory with SOCLE_DATA");
        }
    }

    /**
     * Deletes a directory of invented data and everything in it. Not while a server runs on it.
     *
     * @throws ConfigException when its data are not invented
     */
    public static void deleteDemo(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(DEMO))) {
            throw new ConfigException("the data in " + directory + " are not those of a demo: they are not deleted");
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            // The mark goes last: what is half deleted is still a demo.
            all = found.filter(each -> !each.equals(directory) && !each.equals(directory.resolve(DEMO)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
        Files.deleteIfExists(directory.resolve(DEMO));
        Files.deleteIfExists(directory);
    }

    /**
     * Makes the directory when it is missing, for its owner only: readings of schools, hashes of passwords and keys are in
     * it. One that is there is looked after by {@link Installation}.
     *
     * @throws ConfigException when it cannot be made
     */
    public static void prepare(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "no right to write there" : e.toString();
            throw new ConfigException("the data directory " + directory + " cannot be made: " + reason, e);
        }
    }
}
