package org.socle.edge.publish;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which numbers the packs of one start of the agent get: those after the last one, a random distance away.
 *
 * <p>Schools freeze disks, and image them again: the next start then finds the outbox of long ago, and would count on from there
 * with numbers that were sent yesterday, which the server takes for repeats and drops. From a distance of its own each start
 * counts where none has been before, while a pack that really comes again still has its number.
 */
final class PackNumbers {
    /** What a number is below: JSON and CBOR senders know whole numbers up to here. */
    static final long END = 1L << 53;

    /** First numbers of a new outbox are random below this, so that it never repeats an old one's. */
    static final long FIRST_BELOW = 1L << 40;

    /**
     * A distance is at most this part of the numbers that are left: some 2^41 at first, and after eighteen thousand starts still
     * 2^38. In a school year of 250 days with 300 packs each, all from the same frozen number, two days meet with a probability
     * below 10^-5.
     */
    static final long PART = 1L << 12;

    /** With fewer numbers left than this, packs are counted from the beginning again. */
    static final long FEW = 1L << 44;

    private static final RandomGenerator RANDOM = new SecureRandom();

    private PackNumbers() {}

    /** A random distance to keep from {@code last}, 1 or more. */
    static long distance(long last) {
        return 1 + RANDOM.nextLong(Math.max(1, (END - Math.min(last, END)) / PART));
    }

    /**
     * Begins another start of the agent: its packs get numbers of their own, and its state another generation. All of it is on the
     * disk afterwards, or nothing.
     *
     * @return this start
     */
    static Life begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            long last = OutboxSql.number(connection, "SELECT max(seq) FROM main.sqlite_sequence WHERE name = 'pack'");
            boolean waiting = OutboxSql.number(connection, "SELECT count(*) FROM main.pack") > 0;
            // What waits has to go first, and goes in the order of numbers.
            long before = END - last < FEW && !waiting ? RANDOM.nextLong(FIRST_BELOW) : last + distance(last);
            try (PreparedStatement sequence =
                            connection.prepareStatement("UPDATE main.sqlite_sequence SET seq = ? WHERE name = 'pack'");
                    PreparedStatement life = connection.prepareStatement(
                            "UPDATE main.life SET generation = generation + 1, first = ?, mark = ?")) {
                sequence.setLong(1, before);
                sequence.execute();
                life.setLong(1, before + 1);
                life.setString(2, Life.newMark());
                life.execute();
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            return life(statement).orElseThrow();
        }
    }

    /** The last start of an outbox, which may be one of an earlier version. */
    static Optional<Life> life(Statement statement) throws SQLException {
        try (ResultSet table = statement.executeQuery("SELECT 1 FROM main.sqlite_master WHERE name = 'life'")) {
            if (!table.next()) {
                return Optional.empty();
            }
        }
        try (ResultSet row = statement.executeQuery("SELECT generation, mark FROM main.life WHERE generation > 0")) {
            return row.next() ? Optional.of(new Life(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    /** Makes what {@link #begin} needs where it is missing. */
    static void prepare(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS life (generation INTEGER NOT NULL, first INTEGER NOT NULL,"
                + " mark TEXT NOT NULL)");
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM life")) {
            if (rows.next()) {
                return;
            }
        }
        statement.execute("INSERT INTO life VALUES (0, 0, '')");
    }
}
