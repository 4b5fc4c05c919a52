package org.socle.edge.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.ContractException;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Family;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.publish.Entry.Stamp;
import org.socle.edge.tree.InstanceNumbers;

/**
 * What waits to be sent, in SQLite: a pack is on the disk when {@link #append} returns, and stays until {@link #remove}.
 * Bounded in bytes: when it is full the oldest packs are merged, so that detail goes first and the last value of every
 * reading never. Also keeps the numbers of instances, which must outlive a restart. Thread-safe.
 *
 * <p>A disk that takes nothing more, or has turned read-only, is what an agent has to report, not a reason to fall silent:
 * then packs wait in memory, a few hours of them, and move to the disk as soon as it takes them. Only those are lost in a power
 * cut that nobody could have kept. The reading {@code agent.outbox_state} tells.
 */
public final class Outbox implements PackKeeper, InstanceNumbers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Between the numbers on the disk and those in memory, at least: more than a machine ever sends. */
    private static final long SPARE_DISTANCE = 1L << 30;

    /** Most that waits in memory. */
    private static final long SPARE_BYTES = 512 * 1024;

    /** Where packs are that the disk did not take. */
    private static final String ALL_PACKS = "(SELECT * FROM main.pack UNION ALL SELECT * FROM spare.pack) AS pack";

    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final Path file;
    private Connection connection;
    private final long maxBytes;
    private final Set<Long> forgotten = new HashSet<>();
    private final Set<Long> unreadable = new HashSet<>();
    private boolean onDisk;
    private boolean spare;
    private long nextTry;
    private long lastSpare;
    private long bytes;
    private long firstUnsent = Long.MIN_VALUE;
    private long thinned;
    private final Optional<Life> life;

    private Outbox(Path file, Connection connection, boolean onDisk, long maxBytes) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.onDisk = onDisk;
        this.maxBytes = maxBytes;
        OutboxFile.prepare(connection);
        life = begin();
        bytes = waitingBytes();
        thinned = queryLong("SELECT samples FROM main.thinned");
    }

    /**
     * Opens the outbox of a state directory, making it when it is missing. A file that SQLite cannot read is set aside
     * under another name, so that the agent goes on.
     *
     * @param maxBytes most the packs may take, above 0
     */
    public static Outbox open(Path directory, long maxBytes) {
        Path file = OutboxFile.in(directory);
        try {
            return new Outbox(file, OutboxFile.connect(file), true, maxBytes);
        } catch (SQLException e) {
            if (OutboxFile.broken(e) && Files.exists(file)) {
                return reopened(file, maxBytes, e);
            }
            if (OutboxFile.refusesWriting(e) && Files.isDirectory(directory)) {
                LOG.error("the outbox {} cannot be written: what is sent waits in memory until it can", file, e);
                return inMemory(file, maxBytes);
            }
            throw new OutboxException("the outbox " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Empty where it could not be written down: a generation that is told must never be told again. */
    private Optional<Life> begin() throws SQLException {
        try {
            Life begun = PackNumbers.begin(connection);
            return onDisk ? Optional.of(begun) : Optional.empty();
        } catch (SQLException e) {
            if (!OutboxFile.refusesWriting(e)) {
                throw e;
            }
            LOG.error("the outbox {} takes nothing: what is sent waits in memory until it does", file, e);
            spare = true;
            return Optional.empty();
        }
    }

    /** Empty where it could not be written down. */
    @Override
    public Optional<Life> life() {
        return life;
    }

    /** With the numbers and packs of a file that can still be read. */
    private static Outbox inMemory(Path file, long maxBytes) {
        try {
            Outbox outbox = new Outbox(file, DriverManager.getConnection("jdbc:sqlite::memory:"), false, maxBytes);
            if (Files.exists(file)) {
                outbox.takeOver();
            }
            return outbox;
        } catch (SQLException e) {
            throw new OutboxException("no outbox in memory: " + e.getMessage(), e);
        }
    }

    private void takeOver() {
        try {
            OutboxFile.readInto(connection, file);
            bytes = waitingBytes();
        } catch (SQLException e) {
            LOG.warn("what waited in {} could not be read", file, e);
        }
    }

    private static Outbox reopened(Path file, long maxBytes, SQLException cause) {
        try {
            Path aside = OutboxFile.setBrokenAside(file);
            LOG.error("the outbox was broken and is kept as {}; a new one is begun", aside, cause);
            return new Outbox(file, OutboxFile.connect(file), true, maxBytes);
        } catch (SQLException | IOException e) {
            throw new OutboxException("the outbox " + file + " is broken and cannot be replaced", e);
        }
    }

    /**
     * Keeps a pack.
     *
     * @return its number
     * @throws OutboxException when it could not be written; nothing is kept then
     */
    @Override
    public synchronized long append(Stamp stamp, List<Sample> samples) {
        byte[] body = new Pack(0, samples).encode(SenmlFormat.CBOR);
        toDisk();
        if (!spare) {
            try {
                long sequence = insert("main.pack", null, stamp, body);
                bytes += body.length;
                if (bytes > maxBytes) {
                    makeRoom();
                }
                return sequence;
            } catch (SQLException e) {
                if (!OutboxFile.refusesWriting(e)) {
                    throw failed("written", e);
                }
                LOG.error("the disk takes no more packs: they wait in memory until it does", e);
                spare = true;
                nextTry = System.nanoTime() + BETWEEN_TRIES.toNanos();
            }
        }
        try {
            long sequence = insert("spare.pack", nextSpare(), stamp, body);
            trimSpare();
            return sequence;
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    private void makeRoom() throws SQLException {
        OutboxThinning thinning = new OutboxThinning(connection);
        thinning.thin(maxBytes, firstUnsent);
        thinned += thinning.given();
        bytes = waitingBytes();
    }

    private long waitingBytes() throws SQLException {
        return queryLong("SELECT coalesce(sum(length(body)), 0) FROM main.pack");
    }

    private long insert(String table, @Nullable Long sequence, Stamp stamp, byte[] body) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (sequence, boot, uptime, wall, trusted, body) VALUES (?, ?, ?, ?, ?, ?) RETURNING sequence")) {
            insert.setObject(1, sequence);
            insert.setString(2, stamp.boot());
            insert.setLong(3, stamp.uptimeMillis());
            insert.setLong(4, stamp.wallMillis());
            insert.setBoolean(5, stamp.trusted());
            insert.setBytes(6, body);
            return OutboxSql.returned(insert);
        }
    }

    /** Far from the disk's own numbers, which may go on after a restart that knows nothing of these. */
    private long nextSpare() throws SQLException {
        long known = queryLong("SELECT max(seq) FROM main.sqlite_sequence");
        // Numbers only grow, also over packs that were sent and are forgotten: the sender asks for what follows the
        // last.
        lastSpare = lastSpare > known ? lastSpare + 1 : known + SPARE_DISTANCE + PackNumbers.distance(known);
        return lastSpare;
    }

    private void trimSpare() throws SQLException {
        while (queryLong("SELECT coalesce(sum(length(body)), 0) FROM spare.pack") > SPARE_BYTES) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM spare.pack WHERE sequence = (SELECT min(sequence) FROM spare.pack)");
            }
            thinned++;
        }
    }

    /** Moves to the disk what waits in memory, when the disk takes it; tried once a minute. */
    private void toDisk() {
        boolean waits = spare || !forgotten.isEmpty() || !onDisk;
        if (!waits || System.nanoTime() - nextTry < 0) {
            return;
        }
        nextTry = System.nanoTime() + BETWEEN_TRIES.toNanos();
        try {
            if (!onDisk) {
                backToFile();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                try {
                    for (long sequence : forgotten) {
                        statement.execute("DELETE FROM main.pack WHERE sequence = " + sequence);
                    }
                    statement.execute("INSERT OR IGNORE INTO main.instance SELECT * FROM spare.instance");
                    statement.execute("INSERT INTO main.pack SELECT * FROM spare.pack");
                    statement.execute(
                            "UPDATE main.sqlite_sequence SET seq = max(seq, " + lastSpare + ") WHERE name = 'pack'");
                    statement.execute("DELETE FROM spare.pack");
                    statement.execute("DELETE FROM spare.instance");
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    statement.execute("ROLLBACK");
                    throw e;
                }
            }
            bytes = waitingBytes();
            forgotten.clear();
            if (spare) {
                LOG.info("the disk takes packs again");
            }
            spare = false;
        } catch (SQLException e) {
            LOG.debug("the disk still takes nothing", e);
        }
    }

    /** Leaves the outbox in memory for the file, which can be written again. */
    private void backToFile() throws SQLException {
        Connection again = OutboxFile.connect(file);
        try {
            OutboxFile.prepare(again);
            OutboxFile.copy(connection, again);
            connection.close();
            connection = again;
            onDisk = true;
            LOG.info("the outbox is on the disk again");
        } catch (SQLException e) {
            again.close();
            throw e;
        }
    }

    /** Moves to the disk what waits in memory, when the disk takes it again; asked at each sample, tried once a minute. */
    @Override
    public synchronized void recover() {
        toDisk();
    }

    /** For tests, which have no minute to wait. */
    synchronized void tryAgainNow() {
        nextTry = System.nanoTime();
    }

    /** {@code disk}, or {@code memory} while the disk takes nothing. */
    @Override
    public synchronized String state() {
        return onDisk && !spare ? "disk" : "memory";
    }

    /** The oldest waiting packs after a number, in order; what is handed out is not merged any more. */
    synchronized List<Entry> after(long sequence, int limit) {
        String sql = "SELECT " + OutboxSql.COLUMNS + " FROM " + ALL_PACKS + " WHERE sequence > ?"
                + " ORDER BY sequence LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, sequence);
            select.setInt(2, limit + forgotten.size());
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && entries.size() < limit) {
                    if (!forgotten.contains(row.getLong("sequence"))) {
                        readable(row).ifPresent(entries::add);
                    }
                }
            }
            setUnreadableAside();
            if (!entries.isEmpty()) {
                firstUnsent =
                        Math.max(firstUnsent, entries.get(entries.size() - 1).sequence() + 1);
            }
            return entries;
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /** Empty for what a failing card has made of a pack: sent it can never be, and the others do not wait for it. */
    private Optional<Entry> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(OutboxSql.entry(row));
        } catch (ContractException e) {
            LOG.error("what waits as pack {} is none any more and is set aside", row.getLong("sequence"), e);
            unreadable.add(row.getLong("sequence"));
            return Optional.empty();
        }
    }

    private void setUnreadableAside() {
        for (long sequence : List.copyOf(unreadable)) {
            if (setAside(sequence, Refusal.UNREADABLE, System.currentTimeMillis(), "")) {
                unreadable.remove(sequence);
            }
        }
    }

    /** A waiting pack; empty when it does not wait any more. */
    synchronized Optional<Entry> one(long sequence) {
        return forgotten.contains(sequence) ? Optional.empty() : one(ALL_PACKS, sequence);
    }

    private Optional<Entry> one(String table, long sequence) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + OutboxSql.COLUMNS + " FROM " + table + " WHERE sequence = ?")) {
            select.setLong(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(OutboxSql.entry(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /**
     * Sets a pack aside that the server does not take, so that no other waits for it.
     *
     * @param code why, see {@link Refusal}
     * @param now milliseconds since 1970 by the machine's clock
     * @param version of this agent; another one tries again
     * @return whether that could be kept; where the disk takes nothing it could not, and the pack waits on
     */
    synchronized boolean setAside(long sequence, int code, long now, String version) {
        toDisk();
        try {
            connection.setAutoCommit(false);
            try {
                thinned += SetAside.put(connection, sequence, code, now, version);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            bytes = waitingBytes();
            return true;
        } catch (SQLException e) {
            if (!OutboxFile.refusesWriting(e)) {
                throw failed("written", e);
            }
            return false;
        }
    }

    /** A pack that was set aside and is to be tried once more: after a day, or by another version of the agent. */
    synchronized Optional<Entry> again(long now, String version) {
        try {
            Optional<Long> due = SetAside.due(connection, now, version);
            if (due.isEmpty()) {
                return Optional.empty();
            }
            try {
                return one("main.refused", due.get());
            } catch (ContractException e) {
                SetAside.tried(connection, due.get(), Refusal.UNREADABLE, now, version);
                return Optional.empty();
            }
        } catch (SQLException e) {
            if (!OutboxFile.refusesWriting(e)) {
                throw failed("read", e);
            }
            return Optional.empty();
        }
    }

    /** Keeps for another day what was tried again in vain. */
    synchronized void refusedAgain(long sequence, int code, long now, String version) {
        try {
            SetAside.tried(connection, sequence, code, now, version);
        } catch (SQLException e) {
            if (!OutboxFile.refusesWriting(e)) {
                throw failed("written", e);
            }
        }
    }

    /** Packs that are set aside because the server does not take them. */
    synchronized long refused() {
        return query("SELECT count(*) FROM main.refused");
    }

    /**
     * Forgets a pack that the broker has acknowledged. Where the disk lets nothing be deleted it is passed over until it does;
     * after a restart meanwhile it is sent once more, and the server recognises it.
     */
    synchronized void remove(long sequence) {
        try {
            if (delete("spare.pack", sequence) < 0) {
                long freed = delete("main.pack", sequence);
                bytes -= Math.max(0, freed);
                if (freed < 0) {
                    delete("main.refused", sequence);
                }
            }
        } catch (SQLException e) {
            if (!OutboxFile.refusesWriting(e)) {
                throw failed("written", e);
            }
            forgotten.add(sequence);
        }
    }

    /** How long the deleted body was; -1 when there was none. */
    private long delete(String table, long sequence) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE sequence = ? RETURNING length(body)")) {
            delete.setLong(1, sequence);
            return OutboxSql.returned(delete);
        }
    }

    /** Packs that wait. */
    public synchronized long packs() {
        return query("SELECT count(*) FROM " + ALL_PACKS) - forgotten.size();
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
    @Override
    public synchronized Backlog backlog() {
        return new Backlog(packs(), bytes, thinned, refused(), state());
    }

    /** Time since its boot of the last pack closed in a boot, in ms; empty when none waits. */
    synchronized Optional<Long> lastUptime(String boot) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT max(uptime) FROM " + ALL_PACKS + " WHERE boot = ?")) {
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
        String select = "SELECT number FROM main.instance WHERE family = ? AND name = ?"
                + " UNION ALL SELECT number FROM spare.instance WHERE family = ? AND name = ?";
        try (PreparedStatement known = connection.prepareStatement(select)) {
            known.setString(1, family.name());
            known.setString(2, name);
            known.setString(3, family.name());
            known.setString(4, name);
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
            try {
                return number("main.instance", family, name);
            } catch (SQLException e) {
                if (!OutboxFile.refusesWriting(e)) {
                    throw e;
                }
                return number("spare.instance", family, name);
            }
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    private int number(String table, Family family, String name) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(
                "INSERT INTO " + table
                        + " (family, name, number) SELECT ?, ?, coalesce(max(number) + 1, 0) FROM (SELECT family, number FROM"
                        + " main.instance UNION ALL SELECT family, number FROM spare.instance) WHERE family = ? RETURNING number")) {
            add.setString(1, family.name());
            add.setString(2, name);
            add.setString(3, family.name());
            return (int) OutboxSql.returned(add);
        }
    }

    @Override
    public synchronized void close() {
        nextTry = System.nanoTime();
        toDisk();
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("closed", e);
        }
    }

    private long query(String sql) {
        try {
            return queryLong(sql);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    private long queryLong(String sql) throws SQLException {
        return OutboxSql.number(connection, sql);
    }

    private static OutboxException failed(String what, SQLException e) {
        return new OutboxException("the outbox could not be " + what + ": " + e.getMessage(), e);
    }
}
