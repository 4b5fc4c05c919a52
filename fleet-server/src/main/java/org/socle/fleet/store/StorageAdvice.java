package org.socle.fleet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.socle.contract.config.ConfigException;

/** One line for each way in which the database can fail at a start: what is wrong, with which file, and what to do. Stateless. */
public final class StorageAdvice {
    private StorageAdvice() {}

    /**
     * What to tell people about an error: a {@link ConfigException} with the line when the database or its disk is in trouble,
     * the error itself when it is something else.
     *
     * @param data the data directory
     */
    public static RuntimeException on(Path data, RuntimeException error) {
        if (error instanceof ConfigException) {
            return error;
        }
        DatabaseTrouble trouble = DatabaseTrouble.of(error);
        return trouble == DatabaseTrouble.REQUEST ? error : said(data, trouble, error);
    }

    /** The same for an error of the driver. */
    static ConfigException on(Path data, SQLException error) {
        return said(data, DatabaseTrouble.of(error), error);
    }

    /** What to tell people when pages of the database do not hold what they should. */
    static ConfigException damaged(Path data, String finding) {
        Path file = data.resolve(Database.FILE);
        return new ConfigException("the database " + file + " is damaged: " + finding + ". " + wayOut(file));
    }

    /**
     * Makes sure that what SQLite keeps beside its file are files: it would wait for a directory as for one that somebody holds.
     *
     * @throws ConfigException when one is a directory
     */
    static void requireFilesBeside(Path file) {
        for (String ending : List.of("-wal", "-shm", "-journal")) {
            Path each = file.resolveSibling(file.getFileName() + ending);
            if (Files.isDirectory(each)) {
                throw new ConfigException(each + " belongs to the database and is a directory: move it away");
            }
        }
    }

    private static ConfigException said(Path data, DatabaseTrouble trouble, Throwable error) {
        Path file = data.resolve(Database.FILE);
        String line = switch (trouble) {
            case BUSY ->
                "the database " + file + " is locked by another program: end it (fuser " + file
                        + " tells which), or wait until it is done";
            case FULL -> "no space is left for the database " + file + ": make room there (df -h " + data + ")";
            case READ_ONLY -> readOnly(data, file);
            case DAMAGED -> "the database " + file + " is damaged, or is no database. " + wayOut(file);
            case UNREADABLE ->
                "the disk under the database " + file + " fails: look at dmesg and smartctl -a, copy the data"
                        + " directory to another disk, or restore it from the backup";
            case REQUEST -> "the database " + file + " cannot be used";
        };
        return new ConfigException(line + " (" + cause(error) + ")", error);
    }

    private static String readOnly(Path data, Path file) {
        String user = System.getProperty("user.name", "socle");
        try {
            if (Files.exists(data) && Files.getFileStore(data).isReadOnly()) {
                return "the database " + file
                        + " is on a file system that may only be read: dmesg says why if nobody wanted"
                        + " that, mount -o remount,rw ends it";
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return file
                        + " should be the database and is no file: move it away and restore the database from the backup";
            }
            for (Path each : new Path[] {
                data,
                file,
                file.resolveSibling(file.getFileName() + "-wal"),
                file.resolveSibling(file.getFileName() + "-shm")
            }) {
                if (Files.exists(each) && !(Files.isReadable(each) && Files.isWritable(each))) {
                    return "the user " + user + " may not read and write " + each + ", which belongs to "
                            + Files.getOwner(each) + ": run chown -R " + user + " " + data + " and chmod -R u+rwX "
                            + data;
                }
            }
        } catch (IOException e) {
            // What is found out here only makes the line better.
        }
        return "the database " + file + " may not be written: see that " + user + " owns " + data
                + " and may write there, and that lsattr " + data + " shows no i, which chattr -i takes away";
    }

    /** The way out of damage. */
    private static String wayOut(Path file) {
        return "Keep a copy of the data directory, then restore " + file.getFileName()
                + " from the backup and leave broker/ as it is: it holds what was acknowledged and is not stored yet;"
                + " without a backup, docs/server.md, Damage, says how to get what can still be read";
    }

    /** What the database says of an error, in one line. */
    public static String cause(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(each -> String.valueOf(each.getMessage()))
                .findFirst()
                .orElseGet(() -> String.valueOf(error.getMessage()))
                .replaceAll("\\s+", " ");
    }
}
