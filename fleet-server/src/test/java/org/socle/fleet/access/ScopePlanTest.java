package org.socle.fleet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.fleet.store.Database;

/** That scopes are answered by indexes, however many machines and places there are. */
class ScopePlanTest {
    private static final Scope SOME = Scope.of(List.of("/1/4/", "/2/"));

    static List<String> queries() {
        return List.of(
                "SELECT * FROM machine WHERE " + ScopeSql.placed(SOME, "place"),
                "SELECT count(*) FROM machine WHERE " + ScopeSql.placed(SOME, "place") + " GROUP BY health",
                "SELECT rule, count(*) FROM finding WHERE " + ScopeSql.machines(SOME, "machine") + " GROUP BY rule",
                "SELECT * FROM machine WHERE device = 'x' AND " + ScopeSql.machine(SOME, "machine.id"),
                "SELECT body FROM latest WHERE machine = 1 AND " + ScopeSql.machine(SOME, "1"),
                "SELECT * FROM audit WHERE " + ScopeSql.placed(SOME, "audit.place") + " ORDER BY id DESC LIMIT 26",
                "SELECT * FROM place WHERE kind = 'school' AND " + ScopeSql.placed(SOME, "place.id"),
                "SELECT * FROM place WHERE id = 1 AND " + ScopeSql.place(SOME, "place.path"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noTableIsReadFromEndToEnd(String query, @TempDir Path directory) {
        try (Database database = Database.open(directory)) {
            List<String> plan = database.<List<String>, RuntimeException>read(
                    handle -> ScopeSql.bind(handle.createQuery("EXPLAIN QUERY PLAN " + query), SOME)
                            .map((row, context) -> row.getString("detail"))
                            .list());

            assertThat(plan).anyMatch(step -> step.startsWith("SEARCH"));
            assertThat(plan)
                    .filteredOn(step -> step.startsWith("SCAN"))
                    .allMatch(step -> step.startsWith("SCAN seen "));
        }
    }

    @Test
    void whoSeesEverythingPaysNothing() {
        assertThat(List.of(
                        ScopeSql.placed(Scope.EVERYTHING, "place"),
                        ScopeSql.machines(Scope.EVERYTHING, "machine"),
                        ScopeSql.machine(Scope.EVERYTHING, "1"),
                        ScopeSql.place(Scope.EVERYTHING, "path")))
                .containsOnly("TRUE");
    }
}
