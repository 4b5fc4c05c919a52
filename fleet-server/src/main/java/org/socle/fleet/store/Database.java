package org.socle.fleet.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The SQLite database: one connection that writes, since SQLite takes one writer at a time, and a few that read. A commit
 * has reached the disk when it returns (WAL, {@code synchronous=FULL}). Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final int FILL_CACHE_KIB = 64 * 1024;

    /** Its file in the data directory. */
    public static final String FILE = "socle.db";

    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi write;
    private final Jdbi read;

    private Database(HikariDataSource writer, HikariDataSource readers) {
        this.writer = writer;
        this.readers = readers;
        this.write = Jdbi.create(writer);
        this.read = Jdbi.create(readers);
    }

    /**
     * Opens {@code socle.db} in a directory, also beside a running server. Makes it where there was never one; brings its tables up
     * to this version, for which no server may run there.
     *
     * @throws org.socle.contract.config.ConfigException when it cannot be used, was lost, or is of a newer version; the message
     *     says what to do
     */
    public static Database open(Path directory) {
        return open(directory, SynchronousMode.FULL, null);
    }

    /**
     * The same for whoever holds the directory.
     *
     * @param lock of {@link DataDirectory#lock}, not closed yet
     */
    public static Database open(Path directory, Closeable lock) {
        return open(directory, SynchronousMode.FULL, lock);
    }

    /**
     * The same for filling a database that is thrown away when that does not come to its end: fast, and after a power cut there
     * may be anything in it.
     */
    public static Database openToFill(Path directory) {
        return open(directory, SynchronousMode.OFF, null);
    }

    /** The same for whoever holds the directory. */
    public static Database openToFill(Path directory, Closeable lock) {
        return open(directory, SynchronousMode.OFF, lock);
    }

    private static Database open(Path directory, SynchronousMode synchronous, @Nullable Closeable lock) {
        DataDirectory.prepare(directory);
        Installation.requireOrBegin(directory);
        String url = "jdbc:sqlite:" + directory.resolve(FILE);
        HikariDataSource writer = null;
        try {
            // The pool would tell of a file it cannot open by a stack trace.
            DriverManager.getConnection(url).close();
            writer = pool("writer", url, 1, false, synchronous);
            new Schema(directory, writer).bringUp(lock);
            return new Database(writer, pool("readers", url, READERS, true, synchronous));
        } catch (SQLException e) {
            throw StorageAdvice.on(directory, e);
        } catch (RuntimeException e) {
            if (writer != null) {
                writer.close();
            }
            throw StorageAdvice.on(directory, e);
        }
    }

    private static HikariDataSource pool(
            String name, String url, int size, boolean readOnly, SynchronousMode synchronous) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(synchronous);
        if (!readOnly && synchronous == SynchronousMode.OFF) {
            sqlite.setCacheSize(-FILL_CACHE_KIB);
        }
        sqlite.setTransactionMode(readOnly ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
        sqlite.setBusyTimeout(10_000);
        sqlite.enforceForeignKeys(true);
        Properties properties = sqlite.toProperties();
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Runs one transaction that writes; others wait. */
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return write.inTransaction(work);
    }

    /** Runs one transaction that writes and returns nothing; others wait. */
    public <X extends Exception> void writing(HandleConsumer<X> work) throws X {
        write.useTransaction(work);
    }

    /** Runs queries that see one state of the database. */
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return read.inTransaction(work);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
