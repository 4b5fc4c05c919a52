package org.socle.fleet.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.socle.contract.config.ConfigException;

/** The way on without a part that is lost, or with one of another installation, when somebody says so. Stateless. */
public final class Adoption {
    /** The database's own journal, {@code socle.db-wal}: what is in it behind a damaged place is given up. */
    public static final String JOURNAL = "journal";

    private Adoption() {}

    /**
     * Takes a part as it is: a missing one may be made anew by the next start, one that is there belongs to this installation from
     * then on; a broker that cannot be read is put aside. The next start writes it into the audit log.
     *
     * @param word of a {@link Part}, or {@link #JOURNAL}
     * @param by whoever says so
     * @return what the next start will do, in one English sentence
     * @throws ConfigException when there is no such part, or a server runs there
     */
    public static String adopt(Path data, String word, String by) throws IOException {
        if (Stream.of(Part.values()).noneMatch(each -> each.isIn(data))) {
            throw new ConfigException("no server data in " + data + "; say where they are with SOCLE_DATA or --config");
        }
        try (Closeable lock = DataDirectory.lock(data)) {
            InstallationFile known = InstallationFile.of(data).orElseGet(() -> older(data));
            if (word.equals(JOURNAL)) {
                known.adopting(null, JOURNAL, by).write(data);
                return "The next start goes on without what cannot be read in the database's journal.";
            }
            Part part = Part.of(word)
                    .orElseThrow(() -> new ConfigException("there is no part '" + word
                            + "': one of database, authority, broker, journal is expected"));
            if (part == Part.BROKER && !BrokerCheck.finding(part.in(data)).isEmpty()) {
                Files.move(part.in(data), aside(part.in(data)));
            }
            boolean there = part.isIn(data);
            if (there) {
                carry(data, part, known.id());
            }
            known.adopting(part, word, by).write(data);
            return there
                    ? "The " + word + " " + part.in(data) + " belongs to this installation now."
                    : "The next start makes the " + word + " " + part.in(data) + " anew.";
        }
    }

    /** A directory without a file of its own goes by its database; parts of before there were ids get one at the next start. */
    private static InstallationFile older(Path data) {
        Set<Part> without = EnumSet.noneOf(Part.class);
        Optional<UUID> id = Optional.empty();
        for (Part part : Part.values()) {
            if (part.isIn(data)) {
                Optional<UUID> carried =
                        part == Part.DATABASE ? carriedByDatabase(data) : InstallationFile.carriedBy(part.in(data));
                if (carried.isEmpty()) {
                    without.add(part);
                }
                id = id.or(() -> carried);
            }
        }
        return new InstallationFile(id.orElseGet(UUID::randomUUID), without, List.of());
    }

    /** A name beside a part that nothing has yet. */
    private static Path aside(Path part) {
        for (int i = 1; ; i++) {
            Path name = part.resolveSibling(part.getFileName() + ".damaged-" + i);
            if (!Files.exists(name)) {
                return name;
            }
        }
    }

    private static void carry(Path data, Part part, UUID id) throws IOException {
        if (part != Part.DATABASE) {
            InstallationFile.mark(part.in(data), id);
            return;
        }
        InstallationTable table = new InstallationTable();
        try (Connection connection = connect(data)) {
            // One without the table gets it, and the id, at the next start.
            Jdbi.create(connection).useHandle(handle -> {
                if (table.id(handle).isPresent()) {
                    table.carry(handle, id);
                }
            });
        } catch (SQLException e) {
            throw StorageAdvice.on(data, e);
        } catch (RuntimeException e) {
            throw StorageAdvice.on(data, e);
        }
    }

    private static Optional<UUID> carriedByDatabase(Path data) {
        InstallationTable table = new InstallationTable();
        try (Connection connection = connect(data)) {
            return Jdbi.create(connection).withHandle(table::id);
        } catch (SQLException e) {
            throw StorageAdvice.on(data, e);
        }
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + Part.DATABASE.in(data));
    }
}
