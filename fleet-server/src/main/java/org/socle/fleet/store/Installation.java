package org.socle.fleet.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.config.ConfigException;

/**
 * A data directory that a server holds, looked at before anything is made or changed in it: its parts are there, belong together
 * and can be read. Used by one thread.
 */
public final class Installation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    /** 2 GB take 3 s from memory; a slow disk must not keep a fleet waiting for minutes. */
    private static final Duration QUICK = Duration.ofSeconds(30);

    private static final InstallationTable TABLE = new InstallationTable();

    private final Path data;
    private final boolean demo;
    private final Closeable lock;
    private InstallationFile file;
    private boolean lookedAtAll = true;

    private Installation(Path data, boolean demo, Closeable lock) {
        this.data = data;
        this.demo = demo;
        this.lock = lock;
        this.file = InstallationFile.fresh();
    }

    /**
     * Takes a data directory and looks at it.
     *
     * @param demo whether its data are invented: then lost keys and messages cost nothing and are made anew
     * @throws ConfigException when another server holds it, a part is missing, of another installation or damaged; the message
     *     names part and path and says what to do
     * @throws IOException when the directory cannot be written
     */
    public static Installation open(Path data, boolean demo) throws IOException {
        DataDirectory.prepare(data);
        Installation opened = new Installation(data, demo, DataDirectory.lock(data));
        try {
            Rights.close(data);
            opened.look();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Makes sure that the database is there, or that there was never one; then begins an installation.
     *
     * @throws ConfigException when it was lost
     */
    static void requireOrBegin(Path data) {
        if (!Part.DATABASE.isIn(data)) {
            Optional<InstallationFile> known = InstallationFile.of(data);
            boolean others = Part.AUTHORITY.isIn(data) || Part.BROKER.isIn(data);
            if (known.isPresent() ? !known.get().make().contains(Part.DATABASE) : others && !isDemo(data)) {
                throw missing(data, Part.DATABASE);
            }
            try {
                if (known.isEmpty()) {
                    InstallationFile.fresh().write(data);
                }
                Rights.make(Part.DATABASE.in(data));
            } catch (IOException e) {
                throw new ConfigException("the database cannot be made in " + data + ": " + e, e);
            }
        }
    }

    private static boolean isDemo(Path data) {
        return Files.exists(data.resolve(DataDirectory.DEMO));
    }

    private void look() throws IOException {
        boolean adoptedJournal = InstallationFile.of(data).map(InstallationFile::adopted).orElse(List.of()).stream()
                .anyMatch(each -> each.startsWith(Adoption.JOURNAL + " "));
        Optional<UUID> carried = Part.DATABASE.isIn(data) ? database(adoptedJournal) : Optional.empty();
        String broken = BrokerCheck.finding(Part.BROKER.in(data));
        if (!broken.isEmpty()) {
            throw new ConfigException(
                    "the broker's file " + broken + " is damaged: it does not begin as one of its files does."
                            + " Restore " + Part.BROKER.in(data)
                            + " from the backup; or, to go on without the messages in it that"
                            + " were acknowledged and not stored yet, mostly none: socle-server adopt broker");
        }
        Identities found = Identities.of(data, carried, demo);
        file = found.agreed();
        if (!found.parts().isEmpty() && InstallationFile.of(data).isEmpty()) {
            LOG.warn(
                    "{} was missing: written again with the id that the other parts carry",
                    data.resolve(InstallationFile.NAME));
        }
        if (found.parts().isEmpty()) {
            // What is made of it from now on may be cut short.
            file.write(data);
        }
    }

    /** Looks at the database; answers the id it carries. */
    private Optional<UUID> database(boolean adoptedJournal) throws IOException {
        Path path = Part.DATABASE.in(data);
        StorageAdvice.requireFilesBeside(path);
        String journal = adoptedJournal ? "" : WalCheck.finding(path);
        if (!journal.isEmpty()) {
            throw new ConfigException(
                    "the journal of the database " + path + "-wal is damaged: " + journal
                            + ". Restore the data directory from the backup; or lose these changes: socle-server adopt journal");
        }
        // Two connections: one that was interrupted is of no more use.
        try (Connection checked = DriverManager.getConnection("jdbc:sqlite:" + path);
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path)) {
            String finding = IntegrityCheck.quick(checked, QUICK);
            lookedAtAll = finding != null;
            if (finding == null) {
                LOG.warn(
                        "the database is too large to be looked at within {} s; nothing was wrong so far, and a whole look"
                                + " follows while the server runs",
                        QUICK.toSeconds());
            } else if (!finding.isEmpty()) {
                throw StorageAdvice.damaged(data, finding);
            }
            return Jdbi.create(connection).withHandle(TABLE::id);
        } catch (SQLException e) {
            throw StorageAdvice.on(data, e);
        } catch (IllegalArgumentException e) {
            throw StorageAdvice.damaged(data, "the id it carries is none");
        } catch (RuntimeException e) {
            throw StorageAdvice.on(data, e);
        }
    }

    /** Opens the database and brings it up to this version. */
    public Database database() {
        Database opened = Database.open(data, lock);
        opened.writing(handle -> TABLE.carry(handle, file.id()));
        return opened;
    }

    /**
     * Has all parts carry the id, once all of them are there.
     *
     * @return what somebody took as it is since the last start, {@code part by user}, for the audit log
     */
    public List<String> settle() throws IOException {
        for (Part part : List.of(Part.AUTHORITY, Part.BROKER)) {
            if (!InstallationFile.carriedBy(part.in(data)).equals(Optional.of(file.id()))) {
                InstallationFile.mark(part.in(data), file.id());
            }
        }
        List<String> adopted = file.adopted();
        // Last: what is cut short before is as it was, and goes on at the next start.
        InstallationFile complete = file.complete();
        if (!InstallationFile.of(data).equals(Optional.of(complete))) {
            complete.write(data);
        }
        file = complete;
        Rights.close(data);
        return adopted;
    }

    /** Whether the look at the start came to its end. */
    public boolean lookedAtAll() {
        return lookedAtAll;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    static ConfigException missing(Path data, Part part) {
        return new ConfigException(part.in(data) + " is missing or empty: it is the " + part.word()
                + " of this installation" + lost(part)
                + ". Restore it from the backup; or, to go on without what was in it:"
                + " socle-server adopt " + part.word());
    }

    private static String lost(Part part) {
        return switch (part) {
            case DATABASE -> "";
            case AUTHORITY -> ", and without it no machine that joined knows this server";
            case BROKER -> ", with what machines were told has arrived and is not stored yet";
        };
    }
}
