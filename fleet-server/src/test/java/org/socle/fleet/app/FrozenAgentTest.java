package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.store.Database;

/** The agent as people run it on a PC whose disk is rolled back each morning: what it reports each day arrives, and arrives once. */
@Tag("nightly")
class FrozenAgentTest {
    private static final int MORNINGS = 3;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void allThatWasReportedBeforeAndAfterTheDiskWasRolledBackIsStoredOnce(@TempDir Path directory) throws Exception {
        Path state = Files.createDirectory(directory.resolve("agent"));
        Path image = directory.resolve("image");
        Path data = directory.resolve("server");
        List<Long> kept = new ArrayList<>();
        try (TestServer server = new TestServer(data)) {
            Path settings = Files.writeString(directory.resolve("agent.toml"), """
                    [server]
                    addresses = ["mqtt://127.0.0.1:%d"]
                    [state]
                    directory = "%s"
                    [rhythm]
                    sample = "1s"
                    send = "1s"
                    [probes]
                    disabled = ["updates", "gateway", "dns", "path", "clock", "storage"]
                    """.formatted(server.mqttPort(), state));
            // The image is made of a machine that has been at work, with a pack that the server already has.
            Process first = start(settings);
            try {
                await("a pack is kept", () -> packs(state) > 0);
            } finally {
                first.destroyForcibly().waitFor();
            }
            numbers(state).forEach(kept::add);
            copy(state, image);
            for (int morning = 0; morning < MORNINGS; morning++) {
                remove(state);
                copy(image, state);
                long before = query(state, "SELECT first FROM life");
                Process agent = start(settings);
                try {
                    await("packs are kept", () -> query(state, "SELECT first FROM life") != before && packs(state) > 2);
                    await("all are sent", () -> query(state, "SELECT count(*) FROM pack") == 0);
                } finally {
                    agent.destroyForcibly().waitFor();
                }
                numbers(state).forEach(kept::add);
                await("the server has them", () -> stored(server.database()).containsAll(kept));
            }
            assertThat(kept).doesNotHaveDuplicates().hasSizeGreaterThan(3 * MORNINGS);
            assertThat(stored(server.database())).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    private static Process start(Path settings) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.socle.edge.Main",
                        "run",
                        "--config",
                        settings.toString())
                .inheritIO()
                .start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Of the packs kept since the last start. */
    private static LongStream numbers(Path state) throws SQLException {
        long first = query(state, "SELECT first FROM life");
        long last = query(state, "SELECT max(seq) FROM sqlite_sequence WHERE name = 'pack'");
        // Before the first life is written down there is nothing to count from.
        return first == 0 ? LongStream.empty() : LongStream.rangeClosed(first, last);
    }

    private static long packs(Path state) {
        try {
            return numbers(state).count();
        } catch (SQLException e) {
            // Not made yet.
            return 0;
        }
    }

    private static long query(Path state, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("outbox.db"));
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<Long> stored(Database database) {
        return database.<List<Long>, RuntimeException>read(handle ->
                handle.createQuery("SELECT origin FROM pack").mapTo(Long.class).list());
    }

    private static void await(String what, Callable<Boolean> reached) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            if (reached.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("not within a minute: " + what);
    }
}
