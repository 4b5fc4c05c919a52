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
