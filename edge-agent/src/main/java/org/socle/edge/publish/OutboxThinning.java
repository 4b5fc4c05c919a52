package org.socle.edge.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.senml.SenmlFormat;

/** Makes room in a full outbox: detail goes, the last value of every reading stays. One use, in the outbox's own thread. */
final class OutboxThinning {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxThinning.class);

    /** How many neighbours become one when room is needed: an hour of regular packs. */
    private static final int MERGED_AT_ONCE = 12;

    private final Connection connection;
    private long given;

    OutboxThinning(Connection connection) {
        this.connection = connection;
    }

    /** Samples that were given up. */
    long given() {
        return given;
    }

    private long bytes() throws SQLException {
        return OutboxSql.number(connection, "SELECT coalesce(sum(length(body)), 0) FROM pack");
    }

    /**
     * Makes room: neighbouring packs become one that holds the last value of each reading, oldest first, until a tenth is
     * free. Packs that may be on their way stay as they are.
     */
    void thin(long maxBytes, long firstUnsent) throws SQLException {
        long goal = maxBytes - maxBytes / 10;
        long from = firstUnsent;
        connection.setAutoCommit(false);
        try {
            boolean merged = false;
            while (bytes() > goal) {
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
            try (PreparedStatement update = connection.prepareStatement("UPDATE thinned SET samples = samples + ?")) {
                update.setLong(1, given);
                update.execute();
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            given = 0;
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        LOG.warn("the outbox was full: {} older samples were given up, last values kept", given);
    }

    private List<Entry> run(long from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + OutboxSql.COLUMNS + " FROM pack WHERE sequence >= ?"
                        + " AND boot = (SELECT boot FROM pack WHERE sequence >= ? ORDER BY sequence LIMIT 1)"
                        + " AND sequence < (SELECT max(sequence) FROM pack) ORDER BY sequence LIMIT ?")) {
            select.setLong(1, from);
            select.setLong(2, from);
            select.setInt(3, MERGED_AT_ONCE);
            List<Entry> run = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    run.add(OutboxSql.entry(row));
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
        given += samples - kept.size();
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
    }
}
