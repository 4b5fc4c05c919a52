package org.socle.fleet.reading;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Adds roll-ups to those there are, one after the other. Without JDBI, whose names for parameters cost more here than the rows
 * themselves.
 */
final class RollUpTable implements AutoCloseable {
    /** The tables, by the length of what is taken together. */
    static final Map<Step, String> NAMES = Map.of(Step.HOUR, "rollup_hour", Step.DAY, "rollup_day");

    /**
     * Of a roll-up whose numbers are any. Before numbers had ranges, two of 1.7e308 made a sum without end, which no later one could
     * be added to.
     */
    static final String NUMBERS = "abs(sum) < 1e300 AND abs(min) < 1e300 AND abs(max) < 1e300";

    private static final int BATCH = 1_000;

    private final PreparedStatement insert;
    private int waiting;

    /** In the caller's transaction. */
    RollUpTable(Handle handle, Step step) {
        String sql = "INSERT INTO " + NAMES.get(step) + " (machine, key, instance, at, n, sum, min, max, last, last_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (machine, key, instance, at) DO UPDATE SET"
                + kept("n", "n + excluded.n") + "," + kept("sum", "sum + excluded.sum") + ","
                + kept("min", "min(min, excluded.min)") + "," + kept("max", "max(max, excluded.max)") + ","
                + kept("last", "CASE WHEN excluded.last_at >= last_at THEN excluded.last ELSE last END") + ","
                + " last_at = max(last_at, excluded.last_at)";
        try {
            insert = handle.getConnection().prepareStatement(sql);
        } catch (SQLException e) {
            throw new UnableToCreateStatementException(e, null);
        }
    }

    /** What was there is added to, unless it is no number. */
    private static String kept(String column, String added) {
        return " " + column + " = CASE WHEN " + NUMBERS + " THEN " + added + " ELSE excluded." + column + " END";
    }

    /**
     * Adds one.
     *
     * @param at start of its hour or day, in ms since 1970
     */
    void add(long machine, String key, int instance, long at, RollUp rollUp) {
        try {
            insert.setLong(1, machine);
            insert.setString(2, key);
            insert.setInt(3, instance);
            insert.setLong(4, at);
            insert.setInt(5, rollUp.n());
            insert.setDouble(6, rollUp.sum());
            insert.setDouble(7, rollUp.min());
            insert.setDouble(8, rollUp.max());
            insert.setDouble(9, rollUp.last());
            insert.setLong(10, rollUp.lastAt());
            insert.addBatch();
            if (++waiting % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    @Override
    public void close() {
        try (insert) {
            if (waiting % BATCH != 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
