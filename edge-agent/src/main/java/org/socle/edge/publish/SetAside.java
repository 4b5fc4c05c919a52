package org.socle.edge.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * SQL of the packs that the server does not take, kept beside those that wait: nothing is lost, and nothing waits for them. Each is
 * tried once more a day, and after another version of the agent was installed. Stateless; in the outbox's own thread.
 */
final class SetAside {
    /** Most that is kept; beyond, the oldest go. */
    static final long MOST_BYTES = 2 << 20;

    private static final Duration BETWEEN_TRIES = Duration.ofDays(1);

    /**
     * What is set aside.
     *
     * @param packs how many
     * @param code why the server did not take the last one, see {@link Refusal}
     * @param since when the first of them was set aside, in ms since 1970 by the machine's clock
     */
    record Summary(long packs, int code, long since) {
        static final Summary NOTHING = new Summary(0, 0, 0);
    }

    private SetAside() {}

    static void prepare(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS refused (sequence INTEGER PRIMARY KEY, boot TEXT NOT NULL,"
                + " uptime INTEGER NOT NULL, wall INTEGER NOT NULL, trusted INTEGER NOT NULL, body BLOB NOT NULL,"
                + " code INTEGER NOT NULL, since INTEGER NOT NULL, tried INTEGER NOT NULL, version TEXT NOT NULL)");
    }

    /**
     * Sets a pack aside; in the caller's transaction.
     *
     * @param now milliseconds since 1970 by the machine's clock
     * @param version of the agent that tried
     * @return how many older ones had to go
     */
    static int put(Connection connection, long sequence, int code, long now, String version) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("INSERT OR REPLACE INTO main.refused SELECT "
                        + OutboxSql.COLUMNS + ", ?, ?, ?, ? FROM main.pack WHERE sequence = ?");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM main.pack WHERE sequence = ?")) {
            move.setInt(1, code);
            move.setLong(2, now);
            move.setLong(3, now);
            move.setString(4, version);
            move.setLong(5, sequence);
            move.execute();
            delete.setLong(1, sequence);
            delete.execute();
        }
        int gone = 0;
        while (OutboxSql.number(connection, "SELECT coalesce(sum(length(body)), 0) FROM main.refused") > MOST_BYTES) {
            try (Statement oldest = connection.createStatement()) {
                oldest.execute("DELETE FROM main.refused WHERE sequence = (SELECT min(sequence) FROM main.refused)");
            }
            gone++;
        }
        return gone;
    }

    /** The oldest pack to be tried once more; a clock that was set back does not make it wait for longer. */
    static Optional<Long> due(Connection connection, long now, String version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence FROM main.refused WHERE version <> ? OR abs(? - tried) >= ?"
                        + " ORDER BY sequence LIMIT 1")) {
            select.setString(1, version);
            select.setLong(2, now);
            select.setLong(3, BETWEEN_TRIES.toMillis());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    static void tried(Connection connection, long sequence, int code, long now, String version) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE main.refused SET code = ?, tried = ?, version = ? WHERE sequence = ?")) {
            update.setInt(1, code);
            update.setLong(2, now);
            update.setString(3, version);
            update.setLong(4, sequence);
            update.execute();
        }
    }

    /** Whether an attached outbox, which may be of an earlier version, has packs of this kind. */
    static boolean known(Statement statement, String database) throws SQLException {
        try (ResultSet table =
                statement.executeQuery("SELECT 1 FROM " + database + ".sqlite_master WHERE name = 'refused'")) {
            return table.next();
        }
    }

    /** Of an outbox, which may be one of an earlier version. */
    static Summary summary(Statement statement) throws SQLException {
        if (!known(statement, "main")) {
            return Summary.NOTHING;
        }
        try (ResultSet row = statement.executeQuery("SELECT count(*), min(since),"
                + " (SELECT code FROM refused ORDER BY tried DESC, sequence DESC LIMIT 1) FROM refused")) {
            row.next();
            return row.getLong(1) == 0 ? Summary.NOTHING : new Summary(row.getLong(1), row.getInt(3), row.getLong(2));
        }
    }
}
