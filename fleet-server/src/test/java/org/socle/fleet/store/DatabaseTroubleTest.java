package org.socle.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTroubleTest {
    @TempDir
    Path directory;

    private Connection open(String parameters) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("any.db") + parameters);
    }

    private void fill() throws SQLException {
        try (Connection connection = open("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE any (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                    + " INSERT INTO any SELECT i, hex(randomblob(40)) FROM n");
        }
    }

    private static DatabaseTrouble trouble(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return DatabaseTrouble.of(new IllegalStateException(catchThrowable(() -> statement.execute(sql))));
        }
    }

    @Test
    void aRequestThatBreaksARuleIsNoTroubleOfTheFile() throws SQLException {
        fill();
        try (Connection connection = open("")) {
            DatabaseTrouble trouble = trouble(connection, "INSERT INTO any VALUES (1, 'twice')");
            assertThat(trouble).isEqualTo(DatabaseTrouble.REQUEST);
            assertThat(trouble.everybody()).isFalse();
            assertThat(trouble(connection, "INSERT INTO any VALUES (9999, NULL)"))
                    .isEqualTo(DatabaseTrouble.REQUEST);
        }
    }

    @Test
    void whoeverWaitsForAnotherWriterIsToldSo() throws SQLException {
        fill();
        try (Connection one = open("");
                Connection other = open("?busy_timeout=1")) {
            one.createStatement().execute("BEGIN IMMEDIATE");
            assertThat(trouble(other, "INSERT INTO any VALUES (9999, 'x')")).isEqualTo(DatabaseTrouble.BUSY);
        }
    }

    @Test
    void aFileThatMayNotGrowIsFull() throws SQLException {
        fill();
        try (Connection connection = open("")) {
            connection.createStatement().execute("PRAGMA max_page_count = 1");
            DatabaseTrouble trouble = trouble(
                    connection,
                    "WITH RECURSIVE n(i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                            + " INSERT INTO any SELECT i, hex(randomblob(40)) FROM n");
            assertThat(trouble).isEqualTo(DatabaseTrouble.FULL);
            assertThat(trouble.everybody()).isTrue();
        }
    }

    @Test
    void aFileOpenedForReadingIsReadOnly() throws SQLException {
        fill();
        try (Connection connection = open("?open_mode=1")) {
            assertThat(trouble(connection, "INSERT INTO any VALUES (9999, 'x')"))
                    .isEqualTo(DatabaseTrouble.READ_ONLY);
        }
    }

    @Test
    void aDamagedPageIsDamage() throws SQLException, IOException {
        fill();
        try (FileChannel file = FileChannel.open(directory.resolve("any.db"), StandardOpenOption.WRITE)) {
            for (long page = 2; page * 4096 < file.size(); page++) {
                ByteBuffer garbage = ByteBuffer.allocate(64);
                while (garbage.hasRemaining()) {
                    garbage.put((byte) 0xFF);
                }
                file.write(garbage.flip(), page * 4096);
            }
        }
        try (Connection connection = open("")) {
            assertThat(trouble(connection, "UPDATE any SET text = 'x'")).isEqualTo(DatabaseTrouble.DAMAGED);
        }
    }
}
