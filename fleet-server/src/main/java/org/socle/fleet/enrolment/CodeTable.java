package org.socle.fleet.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the table {@code enrolment_code}. Stateless; every method works in the caller's transaction. */
final class CodeTable {
    private static final String COLUMNS =
            "id, lookup, proof_key, place, created, created_by, expires, most, used, automatic, cancelled";

    long add(Handle handle, EnrolmentCode code, NewCode asked, String by, Instant now) {
        return handle.createUpdate("INSERT INTO enrolment_code (lookup, proof_key, place, created, created_by, expires,"
                        + " most, automatic) VALUES (:lookup, :proofKey, :place, :now, :by, :expires, :most,"
                        + " :automatic)")
                .bind("lookup", code.lookup())
                .bind("proofKey", code.proofKey())
                .bind("place", asked.place())
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .bind("expires", now.plus(asked.validity()).toEpochMilli())
                .bind("most", asked.most())
                .bind("automatic", asked.automatic())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    Optional<Code> find(Handle handle, String lookup) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_code WHERE lookup = :lookup")
                .bind("lookup", lookup)
                .map((row, context) -> code(row))
                .findOne();
    }

    Optional<Code> find(Handle handle, Scope scope, long id) {
        Query query = handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_code WHERE id = :id AND "
                + ScopeSql.placed(scope, "enrolment_code.place"));
        return ScopeSql.bind(query, scope)
                .bind("id", id)
                .map((row, context) -> code(row))
                .findOne();
    }

    /** The codes that still let somebody in, the newest first. */
    List<Code> open(Handle handle, Scope scope, Instant now) {
        Query query = handle.createQuery("SELECT " + COLUMNS + " FROM enrolment_code WHERE expires > :now"
                + " AND cancelled IS NULL AND used < most AND " + ScopeSql.placed(scope, "enrolment_code.place")
                + " ORDER BY id DESC LIMIT 50");
        return ScopeSql.bind(query, scope)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> code(row))
                .list();
    }

    void countUse(Handle handle, Code code) {
        handle.createUpdate("UPDATE enrolment_code SET used = used + 1 WHERE id = :id")
                .bind("id", code.id())
                .execute();
    }

    boolean cancel(Handle handle, long id, Instant now) {
        return handle.createUpdate("UPDATE enrolment_code SET cancelled = :now WHERE id = :id AND cancelled IS NULL")
                        .bind("now", now.toEpochMilli())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static Code code(ResultSet row) throws SQLException {
        return new Code(
                row.getLong("id"),
                row.getBytes("proof_key"),
                nullableLong(row, "place"),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("expires")),
                row.getInt("most"),
                row.getInt("used"),
                row.getBoolean("automatic"),
                nullableLong(row, "cancelled") != null);
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
