package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Reply;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.Reporter;
import org.socle.edge.publish.Route;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.ObjectTree;
import org.socle.fleet.store.Database;

/**
 * The agent's own reporter, outbox and sender against a server that is killed again and again: every pack the outbox saw
 * acknowledged is stored, and stored once.
 */
@Tag("process")
class KilledServerTest {
    private static final int KILLS = 10;

    /** Time between two kills; 30 s makes the whole five minutes. */
    private static final Duration LIFE = Duration.ofSeconds(Integer.getInteger("socle.kill.seconds", 6));

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void everyAcknowledgedPackIsStoredExactlyOnce(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("server");
        Path state = Files.createDirectory(directory.resolve("agent"));
        UUID device = UUID.randomUUID();
        Set<Long> acknowledged;
        long appended;
        ServerProcess server = new ServerProcess(data);
        try (TestAgent agent = new TestAgent(device, server.mqttPort, state)) {
            server.awaitListening();
            Random random = new Random(20261123);
            for (int kill = 0; kill < KILLS; kill++) {
                // Not always at the same moment of its life: also while it starts.
                TimeUnit.MILLISECONDS.sleep(LIFE.toMillis() / 2 + random.nextLong(LIFE.toMillis()));
                server.kill();
                server.startAgain();
            }
            server.awaitListening();
            agent.stopReporting();
            agent.awaitEmptyOutbox();
            acknowledged = agent.acknowledged();
            appended = agent.appended();
            awaitStored(data, acknowledged.size());
        } finally {
            server.stop();
        }
        assertThat(appended).isGreaterThan(KILLS * 20L);
        assertThat(acknowledged).hasSize((int) appended);
        List<Long> stored = stored(data);
        assertThat(stored).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(stored)).isEqualTo(new TreeSet<>(acknowledged));
        assertThat(rolledUp(data)).isEqualTo(appended);
    }

    /** What is acknowledged is in the broker's journal; the intake takes it to the database from there. */
    private static void awaitStored(Path data, int packs) throws InterruptedException {
        for (int i = 0; i < 600 && stored(data).size() < packs; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static List<Long> stored(Path data) {
        try (Database database = Database.open(data)) {
            return database.<List<Long>, RuntimeException>read(handle -> handle.createQuery("SELECT origin FROM pack")
                    .mapTo(Long.class)
                    .list());
        }
    }

    /** Every pack carries one number that only it has; the roll-ups count them. */
    private static long rolledUp(Path data) {
        try (Database database = Database.open(data)) {
            return database.<Long, RuntimeException>read(
                    handle -> handle.createQuery("SELECT sum(n) FROM rollup_day WHERE key = 'storage.power_cycles'")
                            .mapTo(Long.class)
                            .one());
        }
    }

    /** The publishing half of an agent, fed with numbers instead of probes, a pack each 50 ms. */
    private static final class TestAgent implements AutoCloseable {
        private final Outbox outbox;
        private final MqttSender sender;
        private final Thread feeder;
        private final AtomicBoolean reporting = new AtomicBoolean(true);
        private final Set<Long> seen = new HashSet<>();
        private long appended;

        TestAgent(UUID device, int port, Path state) {
            outbox = Outbox.open(state, 64L << 20);
            BootClock clock = BootClock.of(new SysFs(Path.of("/")), InstantSource.system());
            Duration fast = Duration.ofSeconds(1);
            Reporter reporter = new Reporter(
                    new ObjectTree(outbox),
                    outbox,
                    clock,
                    new RhythmConfig(fast, Duration.ofMillis(1), Duration.ofHours(6), fast, fast),
                    1,
                    this::onAppended);
            sender = new MqttSender(
                    device,
                    () -> new Route(List.of(BrokerAddress.of("mqtt://127.0.0.1:" + port)), null, null),
                    "test",
                    outbox,
                    clock,
                    command -> Reply.refused(command, "a test"),
                    new Acknowledged());
            sender.start(() -> true);
            feeder = new Thread(() -> feed(reporter), "feeder");
            feeder.start();
        }

        private void feed(Reporter reporter) {
            long counter = 0;
            try {
                while (reporting.get()) {
                    Readings readings = new Readings();
                    readings.put(Processor.LOAD, counter % 2 * 50);
                    readings.put(Storage.POWER_CYCLES, "sda", ++counter);
                    reporter.read("numbers", readings, Instant.now());
                    reporter.read(ProbeRunner.HEALTH, new Readings(), Instant.now());
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void onAppended() {
            synchronized (seen) {
                appended++;
            }
            sender.wake();
        }

        void stopReporting() throws InterruptedException {
            reporting.set(false);
            feeder.join();
        }

        void awaitEmptyOutbox() throws InterruptedException {
            for (int i = 0; i < 1_500 && outbox.packs() > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(outbox.packs()).isZero();
        }

        long appended() {
            synchronized (seen) {
                return appended;
            }
        }

        Set<Long> acknowledged() {
            synchronized (seen) {
                return new HashSet<>(seen);
            }
        }

        @Override
        public void close() {
            sender.close();
            outbox.close();
        }

        private final class Acknowledged implements MqttSender.LinkListener {
            @Override
            public void acknowledged(long sequence, @Nullable Duration roundTrip) {
                synchronized (seen) {
                    seen.add(sequence);
                }
            }

            @Override
            public void connected(int reconnections) {}
        }
    }
}
