package org.socle.edge.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.publish.Entry.Stamp;

/** How rows of the outbox are read. */
final class OutboxSql {
    /** Of a pack; what {@link #entry} reads. */
    static final String COLUMNS = "sequence, boot, uptime, wall, trusted, body";

    private OutboxSql() {}

    static Entry entry(ResultSet row) throws SQLException {
        Stamp stamp =
                new Stamp(row.getString("boot"), row.getLong("uptime"), row.getLong("wall"), row.getBoolean("trusted"));
        // The newest sample may be older than the pack's closing; decoding counts from that sample, the stamp does not.
        // An earlier version kept values that no server takes.
        List<Sample> samples = Pack.stored(row.getBytes("body"), SenmlFormat.CBOR).stream()
                .flatMap(pack -> pack.samples().stream()
                        .map(sample -> new Sample(
                                sample.resource(), sample.instance(), sample.offset() + pack.time(), sample.value())))
                .toList();
        return new Entry(row.getLong("sequence"), stamp, samples);
    }

    /** The one number a query gives. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * What a statement with RETURNING gives; -1 when nothing. It has to be followed to its end: the commit comes with the last
     * step, and a full disk is told there or nowhere.
     */
    static long returned(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            long value = -1;
            while (row.next()) {
                value = row.getLong(1);
            }
            return value;
        }
    }
}
