package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.publish.Outbox;
import org.socle.fleet.store.Database;

/** The agent as people run it, reading this machine, killed again and again: what it kept arrives, and arrives once. */
@Tag("process")
class KilledAgentTest {
    private static final int KILLS = 10;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingInTheOutboxIsMissingOrDoubled(@TempDir Path directory) throws Exception {
        Path state = Files.createDirectory(directory.resolve("agent"));
        Path data = directory.resolve("server");
        Outbox.open(state, 64L << 20).close();
        // Each start counts from elsewhere.
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
                    # What asks programs and the network takes longer than these agents live.
                    disabled = ["updates", "gateway", "dns", "path", "clock", "storage"]
                    """.formatted(server.mqttPort(), state));
            Random random = new Random(20261123);
            for (int i = 0; i < KILLS; i++) {
                Process agent = startAndKeep(settings, state);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                agent.destroyForcibly().waitFor();
                numbers(state).forEach(kept::add);
            }
            Process last = startAndKeep(settings, state);
            awaitEmpty(state);
            last.destroy();
            assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
            awaitEmpty(state);
            numbers(state).forEach(kept::add);
        }
        assertThat(kept).hasSizeBetween(KILLS, 1_000);
        assertThat(stored(data)).containsExactlyElementsOf(kept);
    }

    /** Not back before it has kept something, however long that takes here. */
    private static Process startAndKeep(Path settings, Path state) throws Exception {
        long before = firstNumber(state);
        Process agent = start(settings);
        await("a pack is kept", () -> firstNumber(state) != before && lastNumber(state) >= firstNumber(state));
        return agent;
    }

    /** Of the packs kept since the last start. */
    private static LongStream numbers(Path state) throws SQLException {
        return LongStream.rangeClosed(firstNumber(state), lastNumber(state));
    }

    private static long firstNumber(Path state) throws SQLException {
        return query(state, "SELECT first FROM life");
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

    private static void awaitEmpty(Path state) throws Exception {
        await("the outbox is empty", () -> query(state, "SELECT count(*) FROM pack") == 0);
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

    /** The number of the newest pack the outbox ever kept. */
    private static long lastNumber(Path state) throws SQLException {
        return query(state, "SELECT max(seq) FROM sqlite_sequence WHERE name = 'pack'");
    }

    private static long query(Path state, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("outbox.db"));
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<Long> stored(Path data) {
        try (Database database = Database.open(data)) {
            return database.<List<Long>, RuntimeException>read(
                    handle -> handle.createQuery("SELECT origin FROM pack ORDER BY origin")
                            .mapTo(Long.class)
                            .list());
        }
    }
}
