package org.socle.fleet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.store.Database;

/** That who sees place 1 does not see places 10 to 19, whose paths begin alike, nor place 100; in every condition there is. */
class ScopeBorderTest {
    private static final List<String> PATHS = List.of(
            "/1/", "/1/2/", "/1/2/3/", "/10/", "/10/4/", "/11/", "/19/", "/100/", "/9/", "/9/1/", "/2/", "/2/10/");

    private final Database database;

    ScopeBorderTest(@TempDir Path directory) {
        database = Database.open(directory);
    }

    @BeforeEach
    void aMachineInEachPlaceAndOneInNone() {
        database.writing(handle -> {
            for (int i = 0; i < PATHS.size(); i++) {
                String path = PATHS.get(i);
                handle.execute(
                        "INSERT INTO place (id, parent, kind, name, path, search) VALUES (?, ?, 'room', ?, ?, '')",
                        200 + i,
                        path.matches("/\\d+/") ? null : 200,
                        path,
                        path);
                machine(handle, path, 200 + i);
            }
            machine(handle, "nowhere", null);
        });
    }

    private static void machine(Handle handle, String name, @Nullable Integer place) {
        handle.execute(
                "INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health, health_since, host_name,"
                        + " search, place) VALUES (?, 0, 0, 'online', 0, 'ok', 0, ?, '', ?)",
                name,
                name,
                place);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> names(String select, Scope scope) {
        return database.read(handle -> ScopeSql.bind(handle.createQuery(select), scope)
                .mapTo(String.class)
                .list());
    }

    private static List<String> seen(Scope scope) {
        return PATHS.stream().filter(scope::sees).toList();
    }

    @ParameterizedTest
    @CsvSource({"/1/", "/10/", "/1/2/", "/9/", "/2/", "/19/", "/100/", "/9/1/"})
    void everyConditionSeesWhatTheScopeSays(String root) {
        Scope scope = Scope.of(root);
        String[] seen = seen(scope).toArray(String[]::new);

        assertThat(names("SELECT host_name FROM machine WHERE " + ScopeSql.placed(scope, "place"), scope))
                .containsExactlyInAnyOrder(seen);
        assertThat(names("SELECT host_name FROM machine WHERE " + ScopeSql.machines(scope, "machine.id"), scope))
                .containsExactlyInAnyOrder(seen);
        assertThat(names("SELECT host_name FROM machine WHERE " + ScopeSql.machine(scope, "machine.id"), scope))
                .containsExactlyInAnyOrder(seen);
        assertThat(names("SELECT path FROM place WHERE " + ScopeSql.place(scope, "place.path"), scope))
                .containsExactlyInAnyOrder(seen);
        assertThat(names("SELECT path FROM place WHERE " + ScopeSql.top(scope, "place.path", "place.parent"), scope))
                .containsExactly(root);
        assertThat(names(
                        "SELECT path FROM place WHERE " + ScopeSql.within("place.path", "'" + root + "'"),
                        Scope.EVERYTHING))
                .containsExactlyInAnyOrder(seen);
    }

    @Test
    void twoPlacesAreTwoRanges() {
        Scope scope = Scope.of(List.of("/1/2/", "/10/"));
        assertThat(names("SELECT host_name FROM machine WHERE " + ScopeSql.placed(scope, "place"), scope))
                .containsExactlyInAnyOrder("/1/2/", "/1/2/3/", "/10/", "/10/4/");
    }

    @Test
    void nothingSeesNothingAndEverythingSeesWhatIsInNoPlace() {
        assertThat(names(
                        "SELECT host_name FROM machine WHERE " + ScopeSql.placed(Scope.NOTHING, "place"),
                        Scope.NOTHING))
                .isEmpty();
        assertThat(names(
                        "SELECT host_name FROM machine WHERE " + ScopeSql.placed(Scope.EVERYTHING, "place"),
                        Scope.EVERYTHING))
                .hasSize(PATHS.size() + 1)
                .contains("nowhere");
    }
}
