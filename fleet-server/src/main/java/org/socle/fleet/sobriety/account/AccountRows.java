package org.socle.fleet.sobriety.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** The columns of sums, for the SQL of this slice. */
public final class AccountRows {
    private AccountRows() {}

    /** All measures of a table, added up, each under its own name. */
    public static String totals(String table) {
        return AccountTable.MEASURES.stream()
                .map(name -> "total(" + table + "." + name + ") AS " + name)
                .collect(Collectors.joining(", "));
    }

    /** The sums of a row that has all measures under their names. */
    public static Sums sums(ResultSet row) throws SQLException {
        return AccountTable.sums(row);
    }
}
