package org.socle.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrityWatchTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void aSoundDatabaseIsSaidToBeAndThatIsKept() {
        try (Database database = Database.open(directory)) {
            database.writing(handle -> new InstallationTable().carry(handle, UUID.randomUUID()));
            IntegrityWatch watch = new IntegrityWatch(database, NOW, false);
            assertThat(watch.last()).isEqualTo(Integrity.UNKNOWN);
            watch.look();
            Integrity sound = new Integrity(Integrity.State.SOUND, NOW.instant(), "");
            assertThat(watch.last()).isEqualTo(sound);
            assertThat(new IntegrityWatch(database, NOW, false).last()).isEqualTo(sound);
        }
    }

    @Test
    void anIndexThatLacksARowIsFound() throws Exception {
        try (Database database = Database.open(directory)) {
            database.writing(handle -> {
                new InstallationTable().carry(handle, UUID.randomUUID());
                handle.execute("CREATE TABLE any (id INTEGER PRIMARY KEY, text TEXT)");
                handle.execute("INSERT INTO any VALUES (1, 'a'), (2, 'b')");
                handle.execute("CREATE INDEX any_text ON any (text) WHERE id > 1");
            });
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("socle.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX any_text ON any (text)'"
                    + " WHERE name = 'any_text'");
        }
        try (Database database = Database.open(directory)) {
            IntegrityWatch watch = new IntegrityWatch(database, NOW, false);
            watch.look();
            assertThat(watch.last().state()).isEqualTo(Integrity.State.DAMAGED);
            assertThat(watch.last().finding()).startsWith("any: ").contains("any_text");
        }
    }

    @Test
    void theQuickLookEndsWhenItsTimeIsOver() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("large.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE any (id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
                    + " INSERT INTO any SELECT i, 'some text of some length' FROM n");
            assertThat(IntegrityCheck.quick(connection, Duration.ofMillis(1))).isNull();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("large.db"))) {
            assertThat(IntegrityCheck.quick(connection, Duration.ofMinutes(1))).isEmpty();
        }
    }
}
