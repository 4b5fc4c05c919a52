package org.socle.fleet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.socle.contract.config.ConfigException;

/** Where the server keeps everything. */
public final class DataDirectory {
    private DataDirectory() {}

    /**
     * Makes the directory when it is missing, for its owner only: readings of schools, hashes of passwords and keys are in
     * it. One that is there keeps its permissions.
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
            throw new ConfigException("the data directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
    }
}
