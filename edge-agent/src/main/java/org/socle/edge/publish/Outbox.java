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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Family;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.publish.Entry.Stamp;
import org.socle.edge.tree.InstanceNumbers;
import org.sqlite.SQLiteErrorCode;

/**
 * What waits to be sent, in SQLite: a pack is on the disk when {@link #append} returns, and stays until {@link #remove}.
 * Bounded in bytes: when it is full the oldest packs are merged, so that detail goes first and the last value of every
 * reading never. Also keeps the numbers of instances, which must outlive a restart. Thread-safe.
 */
public final class Outbox implements InstanceNumbers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** How many neighbours become one when room is needed: an hour of regular packs. */
    private static final int MERGED_AT_ONCE = 12;

    /** First pack numbers are random below this, so that a new outbox never repeats an old one's numbers. */
    private static final long FIRST_SEQUENCE_BELOW = 1L << 40;

    private final Connection connection;
    private final long maxBytes;
    private long bytes;
    private long firstUnsent = Long.MIN_VALUE;
    private long thinned;

    private Outbox(Connection connection, long maxBytes) throws SQLException {
        this.connection = connection;
        this.maxBytes = maxBytes;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS pack (sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
                    + " boot TEXT NOT NULL, uptime INTEGER NOT NULL, wall INTEGER NOT NULL,"
                    + " trusted INTEGER NOT NULL, body BLOB NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS instance (family TEXT NOT NULL, name TEXT NOT NULL,"
                    + " number INTEGER NOT NULL, PRIMARY KEY (family, name), UNIQUE (family, number)) WITHOUT ROWID");
            statement.execute("CREATE TABLE IF NOT EXISTS thinned (samples INTEGER NOT NULL)");
            statement.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'pack', "
                    + new SecureRandom().nextLong(FIRST_SEQUENCE_BELOW)
                    + " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'pack')");
            statement.execute("INSERT INTO thinned SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM thinned)");
        }
        bytes = queryLong("SELECT coalesce(sum(length(body)), 0) FROM pack");
        thinned = queryLong("SELECT samples FROM thinned");
    }

    /**
     * Opens the outbox of a state directory, making it when it is missing. A file that SQLite cannot read is set aside
     * under another name, so that the agent goes on.
     *
     * @param maxBytes most the packs may take, above 0
     */
    public static Outbox open(Path directory, long maxBytes) {
        Path file = directory.resolve("outbox.db");
        try {
            return new Outbox(connect(file), maxBytes);
        } catch (SQLException e) {
            if (!broken(e) || !Files.exists(file)) {
                throw new OutboxException("the outbox " + file + " cannot be opened: " + e.getMessage(), e);
            }
            return reopened(file, maxBytes, e);
        }
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

    private static Outbox reopened(Path file, long maxBytes, SQLException cause) {
        Path aside = file.resolveSibling("outbox-broken-" + System.currentTimeMillis() + ".db");
        try {
            Files.move(file, aside);
            Files.deleteIfExists(file.resolveSibling("outbox.db-wal"));
            Files.deleteIfExists(file.resolveSibling("outbox.db-shm"));
            LOG.error("the outbox was broken and is kept as {}; a new one is begun", aside, cause);
            return new Outbox(connect(file), maxBytes);
        } catch (SQLException | IOException e) {
            throw new OutboxException("the outbox " + file + " is broken and cannot be replaced", e);
        }
    }

    private static boolean broken(SQLException e) {
        return e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code
                || e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    private static Connection connect(Path file) throws SQLException {
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

    /**
     * Keeps a pack.
     *
     * @return its number
     * @throws OutboxException when it could not be written; nothing is kept then
     */
    synchronized long append(Stamp stamp, List<Sample> samples) {
        byte[] body = new Pack(0, samples).encode(SenmlFormat.CBOR);
        String sql = "INSERT INTO pack (boot, uptime, wall, trusted, body) VALUES (?, ?, ?, ?, ?) RETURNING sequence";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, stamp.boot());
            insert.setLong(2, stamp.uptimeMillis());
            insert.setLong(3, stamp.wallMillis());
            insert.setBoolean(4, stamp.trusted());
            insert.setBytes(5, body);
            long sequence;
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                sequence = row.getLong(1);
            }
            bytes += body.length;
            if (bytes > maxBytes) {
                thin();
            }
            return sequence;
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    /** The oldest waiting packs after a number, in order; what is handed out is not merged any more. */
    synchronized List<Entry> after(long sequence, int limit) {
        String sql = "SELECT sequence, boot, uptime, wall, trusted, body FROM pack WHERE sequence > ?"
                + " ORDER BY sequence LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, sequence);
            select.setInt(2, limit);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
            if (!entries.isEmpty()) {
                firstUnsent =
                        Math.max(firstUnsent, entries.get(entries.size() - 1).sequence() + 1);
            }
            return entries;
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /** Forgets a pack that the broker has acknowledged. */
    synchronized void remove(long sequence) {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM pack WHERE sequence = ? RETURNING length(body)")) {
            delete.setLong(1, sequence);
            try (ResultSet row = delete.executeQuery()) {
                if (row.next()) {
                    bytes -= row.getLong(1);
                }
            }
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    /** Packs that wait. */
    public synchronized long packs() {
        return query("SELECT count(*) FROM pack");
    }

    /** Bytes of the packs that wait. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Samples given up so far to stay within bounds. */
    public synchronized long thinned() {
        return thinned;
    }

    /** What waits, all at one moment. */
    synchronized Backlog backlog() {
        return new Backlog(packs(), bytes, thinned);
    }

    /** Time since its boot of the last pack closed in a boot, in ms; empty when none waits. */
    synchronized Optional<Long> lastUptime(String boot) {
        try (PreparedStatement select = connection.prepareStatement("SELECT max(uptime) FROM pack WHERE boot = ?")) {
            select.setString(1, boot);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long uptime = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(uptime);
            }
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public synchronized int of(Family family, String name) {
        String select = "SELECT number FROM instance WHERE family = ? AND name = ?";
        String insert = "INSERT INTO instance (family, name, number) SELECT ?, ?,"
                + " coalesce(max(number) + 1, 0) FROM instance WHERE family = ? RETURNING number";
        try (PreparedStatement known = connection.prepareStatement(select);
                PreparedStatement add = connection.prepareStatement(insert)) {
            known.setString(1, family.name());
            known.setString(2, name);
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
            add.setString(1, family.name());
            add.setString(2, name);
            add.setString(3, family.name());
            try (ResultSet row = add.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("closed", e);
        }
    }

    /**
     * Makes room: neighbouring packs become one that holds the last value of each reading, oldest first, until a tenth is
     * free. Packs that may be on their way stay as they are.
     */
    private void thin() throws SQLException {
        long goal = maxBytes - maxBytes / 10;
        long from = firstUnsent;
        long before = thinned;
        connection.setAutoCommit(false);
        try {
            boolean merged = false;
            while (bytes > goal) {
                List<Entry> run = run(from);
                if (run.size() < 2) {
                    // At the newest end: begin again with what was merged once, or give up when nothing merges any
                    // more.
                    if (!merged) {
                        break;
                    }
                    merged = false;
                    from = firstUnsent;
                } else {
                    merge(run);
                    merged = true;
                    from = run.get(run.size() - 1).sequence() + 1;
                }
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE thinned SET samples = ?")) {
                update.setLong(1, thinned);
                update.execute();
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            thinned = before;
            bytes = queryLong("SELECT coalesce(sum(length(body)), 0) FROM pack");
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        LOG.warn("the outbox was full: {} older samples were given up, last values kept", thinned - before);
    }

    private List<Entry> run(long from) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence, boot, uptime, wall, trusted, body FROM pack WHERE sequence >= ?"
                        + " AND boot = (SELECT boot FROM pack WHERE sequence >= ? ORDER BY sequence LIMIT 1)"
                        + " AND sequence < (SELECT max(sequence) FROM pack) ORDER BY sequence LIMIT ?")) {
            select.setLong(1, from);
            select.setLong(2, from);
            select.setInt(3, MERGED_AT_ONCE);
            List<Entry> run = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    run.add(entry(row));
                }
            }
            return run;
        }
    }

    private void merge(List<Entry> run) throws SQLException {
        Entry last = run.get(run.size() - 1);
        Map<LwM2mPath, Sample> kept = new LinkedHashMap<>();
        long samples = 0;
        for (Entry entry : run) {
            double behind = (entry.stamp().uptimeMillis() - last.stamp().uptimeMillis()) / 1000.0;
            for (Sample sample : entry.samples()) {
                samples++;
                kept.put(
                        sample.resource().path(sample.instance()),
                        new Sample(
                                sample.resource(),
                                sample.instance(),
                                Math.min(0, Math.rint(sample.offset() + behind)),
                                sample.value()));
            }
        }
        thinned += samples - kept.size();
        byte[] body = new Pack(0, List.copyOf(kept.values())).encode(SenmlFormat.CBOR);
        try (PreparedStatement update = connection.prepareStatement("UPDATE pack SET body = ? WHERE sequence = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM pack WHERE sequence >= ? AND sequence < ?")) {
            update.setBytes(1, body);
            update.setLong(2, last.sequence());
            update.execute();
            delete.setLong(1, run.get(0).sequence());
            delete.setLong(2, last.sequence());
            delete.execute();
        }
        bytes = queryLong("SELECT coalesce(sum(length(body)), 0) FROM pack");
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Stamp stamp =
                new Stamp(row.getString("boot"), row.getLong("uptime"), row.getLong("wall"), row.getBoolean("trusted"));
        // The newest sample may be older than the pack's closing; decoding counts from that sample, the stamp does not.
        Pack pack = Pack.decode(row.getBytes("body"), SenmlFormat.CBOR);
        List<Sample> samples = pack.samples().stream()
                .map(sample ->
                        new Sample(sample.resource(), sample.instance(), sample.offset() + pack.time(), sample.value()))
                .toList();
        return new Entry(row.getLong("sequence"), stamp, samples);
    }

    private long query(String sql) {
        try {
            return queryLong(sql);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    private long queryLong(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static OutboxException failed(String what, SQLException e) {
        return new OutboxException("the outbox could not be " + what + ": " + e.getMessage(), e);
    }
}
