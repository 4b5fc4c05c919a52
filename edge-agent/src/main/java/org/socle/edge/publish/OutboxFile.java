package org.socle.edge.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/** The outbox's file: opened, made, set aside, copied; and what SQLite's refusals mean. */
public final class OutboxFile {
    private OutboxFile() {}

    static Path in(Path directory) {
        return directory.resolve("outbox.db");
    }

    static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 100");
            statement.execute("PRAGMA cache_size = -256");
            statement.execute("PRAGMA busy_timeout = 5000");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Makes the tables that are missing, and those in memory for what the disk does not take. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS pack (sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
                    + " boot TEXT NOT NULL, uptime INTEGER NOT NULL, wall INTEGER NOT NULL,"
                    + " trusted INTEGER NOT NULL, body BLOB NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS instance (family TEXT NOT NULL, name TEXT NOT NULL,"
                    + " number INTEGER NOT NULL, PRIMARY KEY (family, name), UNIQUE (family, number)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS thinned (samples INTEGER NOT NULL)");
            statement.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'pack', "
                    + new SecureRandom().nextLong(PackNumbers.FIRST_BELOW)
                    + " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'pack')");
            statement.execute("INSERT INTO thinned SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM thinned)");
            PackNumbers.prepare(statement);
            SetAside.prepare(statement);
            statement.execute("ATTACH ':memory:' AS spare");
            statement.execute("CREATE TABLE spare.pack (sequence INTEGER PRIMARY KEY,"
                    + " boot TEXT NOT NULL, uptime INTEGER NOT NULL, wall INTEGER NOT NULL,"
                    + " trusted INTEGER NOT NULL, body BLOB NOT NULL)");
            statement.execute("CREATE TABLE spare.instance (family TEXT NOT NULL, name TEXT NOT NULL,"
                    + " number INTEGER NOT NULL, PRIMARY KEY (family, name)) WITHOUT ROWID");
        }
    }

    /** Copies numbers and packs into a fresh connection. */
    static void copy(Connection from, Connection to) throws SQLException {
        try (Statement read = from.createStatement();
                PreparedStatement instance = to.prepareStatement(
                        "INSERT OR IGNORE INTO main.instance (family, name, number) VALUES (?, ?, ?)");
                PreparedStatement pack = to.prepareStatement(
                        "INSERT OR REPLACE INTO main.pack (" + OutboxSql.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement refused = to.prepareStatement(
                        "INSERT OR REPLACE INTO main.refused VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Statement old = to.createStatement()) {
            to.setAutoCommit(false);
            // What was sent meanwhile is gone from memory.
            old.execute("DELETE FROM main.pack");
            old.execute("DELETE FROM main.refused");
            copy(read.executeQuery("SELECT family, name, number FROM main.instance"), instance, 3);
            copy(read.executeQuery("SELECT " + OutboxSql.COLUMNS + " FROM main.pack"), pack, 6);
            copy(read.executeQuery("SELECT * FROM main.refused"), refused, 10);
            old.execute("UPDATE main.sqlite_sequence SET seq = max(seq, "
                    + OutboxSql.number(from, "SELECT max(seq) FROM main.sqlite_sequence") + ") WHERE name = 'pack'");
            to.commit();
            to.setAutoCommit(true);
        }
    }

    private static void copy(ResultSet rows, PreparedStatement insert, int columns) throws SQLException {
        try (rows) {
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    insert.setObject(column, rows.getObject(column));
                }
                insert.execute();
            }
        }
    }

    /**
     * Takes over numbers and packs of a file that can be read but not written. Numbers given from now on keep a random distance from
     * its own: this file is the same at each start.
     */
    static void readInto(Connection connection, Path from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ATTACH '" + from.toUri().toString().replace("'", "''").replace("file:///", "file:/")
                            + "?immutable=1' AS kept");
            statement.execute("INSERT INTO main.instance SELECT * FROM kept.instance");
            statement.execute("INSERT INTO main.pack SELECT * FROM kept.pack");
            if (SetAside.known(statement, "kept")) {
                statement.execute("INSERT INTO main.refused SELECT * FROM kept.refused");
            }
            long last = OutboxSql.number(connection, "SELECT max(seq) FROM kept.sqlite_sequence WHERE name = 'pack'");
            statement.execute("UPDATE main.sqlite_sequence SET seq = " + (last + PackNumbers.distance(last))
                    + " WHERE name = 'pack'");
            statement.execute("DETACH kept");
        }
    }

    /** Whether the disk is full, read-only or failing. */
    static boolean refusesWriting(SQLException e) {
        int primary = e.getErrorCode() & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_FULL.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code
                || primary == SQLiteErrorCode.SQLITE_IOERR.code
                || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code;
    }

    /** Sets aside what another machine left in a state directory that was copied. Not while the outbox is open. */
    public static void setAside(Path directory) throws IOException {
        String aside = "outbox-copied-" + System.currentTimeMillis() + ".db";
        for (String part : List.of("", "-wal", "-shm")) {
            Path file = directory.resolve("outbox.db" + part);
            if (Files.exists(file)) {
                Files.move(file, directory.resolve(aside + part));
            }
        }
    }

    /** Sets aside a file that SQLite cannot read; says where it is. */
    static Path setBrokenAside(Path file) throws IOException {
        Path aside = file.resolveSibling("outbox-broken-" + System.currentTimeMillis() + ".db");
        Files.move(file, aside);
        Files.deleteIfExists(file.resolveSibling("outbox.db-wal"));
        Files.deleteIfExists(file.resolveSibling("outbox.db-shm"));
        return aside;
    }

    /** Whether what is there is no outbox, or no longer one. */
    static boolean broken(SQLException e) {
        return e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code
                || e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }
}
