package org.socle.fleet.finding.forecast;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of where a machine is. Stateless. */
final class SiteTable {
    /**
     * Where a machine is.
     *
     * @param place number of its room or school; null for nowhere
     * @param school number of its school; null where there is none
     */
    record Site(@Nullable Long place, @Nullable Long school) {}

    /** Where a machine that is seen is; empty for one that is not. */
    Optional<Site> of(Handle handle, Scope scope, long machine) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT place.id AS place, CASE place.kind WHEN 'room' THEN place.parent"
                                + " WHEN 'school' THEN place.id END AS school FROM machine"
                                + " LEFT JOIN place ON place.id = machine.place WHERE machine.id = :machine AND "
                                + ScopeSql.machine(scope, ":machine")),
                        scope)
                .bind("machine", machine)
                .map((row, context) -> new Site(number(row, "place"), number(row, "school")))
                .findOne();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }
}
