package org.socle.fleet.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has SQLite look whether the pages of a database hold what they should. Stateless. */
final class IntegrityCheck {
    private static final int LINES = 5;
    private static final int INTERRUPTED = 9;

    private IntegrityCheck() {}

    /**
     * Looks at the structure of all tables, as far as the time goes; what is written costs nothing, only reading.
     *
     * @param connection of no more use when the time did not suffice
     * @return what is wrong, or an empty text; null when the time did not suffice and nothing was wrong so far
     * @throws SQLException when the file cannot be read at all
     */
    static @Nullable String quick(Connection connection, Duration atMost) throws SQLException {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "start-check");
            thread.setDaemon(true);
            return thread;
        });
        try (Statement statement = connection.createStatement()) {
            watch.schedule(
                    () -> {
                        statement.cancel();
                        return true;
                    },
                    atMost.toMillis(),
                    TimeUnit.MILLISECONDS);
            return findings(statement, "PRAGMA quick_check(" + LINES + ")");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xFF) == INTERRUPTED) {
                return null;
            }
            throw e;
        } finally {
            watch.shutdownNow();
        }
    }

    /** What there is to look at, one after the other. */
    static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Looks at all of a table and its indexes; answers what is wrong, or an empty text. */
    static String whole(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return findings(statement, "PRAGMA integrity_check('" + table.replace("'", "''") + "')");
        }
    }

    private static String findings(Statement statement, String pragma) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(pragma)) {
            while (rows.next() && lines.size() < LINES) {
                String line = String.valueOf(rows.getString(1)).strip();
                if (!line.equals("ok")) {
                    lines.add(line.replaceAll("\\s*\\R\\s*", "; "));
                }
            }
        }
        return String.join("; ", lines);
    }
}
