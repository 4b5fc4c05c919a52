package org.socle.fleet.access;

import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A scope as conditions of SQL: the one place where they are written. A place is found by the range of paths below it, which
 * its index answers; never by a pattern.
 */
public final class ScopeSql {
    private static final String SEEN =
            "json_each(:scope) AS seen JOIN place AS seen_place ON " + within("seen_place.path", "seen.value");

    private ScopeSql() {}

    /**
     * Whether a place is another one or below it.
     *
     * @param path parameter or column with the place's path
     * @param of the same of the other
     */
    public static String within(String path, String of) {
        // '0' follows '/': up to it are all paths that begin with this one.
        return path + " >= " + of + " AND " + path + " < rtrim(" + of + ", '/') || '0'";
    }

    /**
     * Whether a row is in a place that is seen; for lists.
     *
     * @param place the column with the place's number, or null for none
     */
    public static String placed(Scope scope, String place) {
        return scope.everything() ? "TRUE" : place + " IN (SELECT seen_place.id FROM " + SEEN + ")";
    }

    /**
     * Whether a place is seen.
     *
     * @param path the column with the place's path
     */
    public static String place(Scope scope, String path) {
        return scope.everything()
                ? "TRUE"
                : "EXISTS (SELECT 1 FROM json_each(:scope) AS seen WHERE " + within(path, "seen.value") + ")";
    }

    /**
     * Whether a place is one of the highest that are seen.
     *
     * @param path the column with the place's path
     * @param parent the column with the number of the place it is in
     */
    public static String top(Scope scope, String path, String parent) {
        return scope.everything() ? parent + " IS NULL" : path + " IN (SELECT value FROM json_each(:scope))";
    }

    /**
     * Whether a machine is seen; for lists of what machines have.
     *
     * @param machine the column with the machine's number
     */
    public static String machines(Scope scope, String machine) {
        return scope.everything()
                ? "TRUE"
                : machine + " IN (SELECT id FROM machine WHERE " + placed(scope, "machine.place") + ")";
    }

    /**
     * Whether one machine is seen; for what one machine has, and for lists that end after a few rows.
     *
     * @param machine the parameter or column with the machine's number
     */
    public static String machine(Scope scope, String machine) {
        return scope.everything()
                ? "TRUE"
                : "EXISTS (SELECT 1 FROM machine AS seen_machine JOIN place AS its_place"
                        + " ON its_place.id = seen_machine.place JOIN json_each(:scope) AS seen"
                        + " ON " + within("its_place.path", "seen.value")
                        + " WHERE seen_machine.id = " + machine + ")";
    }

    /** Gives a statement the scope that its conditions speak of. */
    public static <S extends SqlStatement<S>> S bind(S statement, Scope scope) {
        return scope.everything()
                ? statement
                : statement.bind(
                        "scope",
                        scope.paths().stream()
                                .map(path -> '"' + path + '"')
                                .collect(Collectors.joining(",", "[", "]")));
    }
}
