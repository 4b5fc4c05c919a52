package org.socle.fleet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Via;
import org.socle.fleet.access.Who;
import org.socle.fleet.store.Database;

class AuditTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Who ANNE = new Who(3L, "Anne", Via.SESSION);

    private final Database database;
    private final Audit audit;

    AuditTableTest(@TempDir Path directory) {
        database = Database.open(directory);
        audit = new Audit(database, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void record(Who who, Action action, Subject subject, Map<String, String> details) {
        database.writing(handle -> audit.record(handle, who, action, subject, details));
    }

    @Test
    void whatIsRecordedIsRead() {
        record(ANNE, Action.MACHINE_REVOKED, Subject.machine(12, "pc-\"1\"", 4L), Map.of("to", "it’s", "empty", ""));

        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 10))
                .containsExactly(new Entry(
                        1,
                        NOW,
                        ANNE,
                        Action.MACHINE_REVOKED,
                        new Subject(Subject.Kind.MACHINE, 12, "pc-\"1\"", 4L),
                        null,
                        Map.of("to", "it’s")));
        assertThat(audit.ofMachine(Scope.EVERYTHING, 12, 10)).hasSize(1);
        assertThat(audit.ofMachine(Scope.EVERYTHING, 13, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET actor = 'somebody else'",
                "DELETE FROM audit",
                "DELETE FROM audit WHERE id = 1",
                "UPDATE audit SET id = 2"
            })
    void nothingIsChangedOrDeletedAfterwards(String sql) {
        record(Who.SERVER, Action.PLACE_DELETED, Subject.server(), Map.of());

        assertThatExceptionOfType(JdbiException.class)
                .isThrownBy(() -> database.writing(handle -> handle.execute(sql)))
                .withStackTraceContaining("the audit log is append-only");
        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 10))
                .extracting(entry -> entry.who().name())
                .containsExactly("socle-server");
    }

    @Test
    void whatIsNotDoneIsNotRecorded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.writing(handle -> {
                    audit.record(handle, ANNE, Action.PLACE_CREATED, Subject.place(1, "x"), Map.of());
                    throw new IllegalStateException("the change failed");
                }));
        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 10)).isEmpty();
    }

    @Test
    void filtersAndPagesAndTheScopeHold() {
        database.writing(handle -> handle.execute("INSERT INTO place (id, kind, name, path, search)"
                + " VALUES (1, 'collectivite', 'A', '/1/', 'a'), (2, 'collectivite', 'B', '/2/', 'b')"));
        record(ANNE, Action.PLACE_CREATED, Subject.place(1, "École 100 %"), Map.of());
        record(Who.cli("root"), Action.PLACE_CHANGED, Subject.place(2, "Salle"), Map.of());
        record(ANNE, Action.ACCOUNT_INVITED, Subject.account(5, "Paul", null), Map.of());

        assertThat(subjects(Scope.EVERYTHING, AuditFilter.NONE)).containsExactly("Paul", "Salle", "École 100 %");
        assertThat(subjects(Scope.of("/1/"), AuditFilter.NONE)).containsExactly("École 100 %");
        assertThat(subjects(Scope.NOTHING, AuditFilter.NONE)).isEmpty();
        assertThat(subjects(Scope.EVERYTHING, new AuditFilter(Action.PLACE_CHANGED, "")))
                .containsExactly("Salle");
        assertThat(subjects(Scope.EVERYTHING, new AuditFilter(null, "ANN"))).containsExactly("Paul", "École 100 %");
        assertThat(subjects(Scope.EVERYTHING, new AuditFilter(null, "0 %"))).containsExactly("École 100 %");
        assertThat(subjects(Scope.EVERYTHING, new AuditFilter(null, "o%t"))).isEmpty();
        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 2, 2))
                .extracting(entry -> entry.subject().name())
                .containsExactly("École 100 %");
        assertThat(audit.before(Scope.EVERYTHING, AuditFilter.NONE, 3, 10))
                .extracting(Entry::id)
                .containsExactly(2L, 1L);
    }

    private List<String> subjects(Scope scope, AuditFilter filter) {
        return audit.list(scope, filter, 1, 10).stream()
                .map(entry -> entry.subject().name())
                .toList();
    }
}
