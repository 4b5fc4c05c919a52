package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.store.Database;

/** Sixty devices, some of which are cut off in the middle of a word, and a server that is killed a hundred times at random moments. */
@Tag("nightly")
class HundredKillsTest {
    private static final int DEVICES = 60;
    private static final int KILLS = Integer.getInteger("socle.kills", 100);
    private static final long SEED = Long.getLong("socle.kills.seed", 20261201L);

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whatIsAcknowledgedIsStoredOnce(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        ServerProcess server = new ServerProcess(data);
        AtomicBoolean running = new AtomicBoolean(true);
        List<Device> devices = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            Device device = new Device(server.mqttPort, i % 2 == 0 ? 5 : 4, running, new Random(SEED + i));
            devices.add(device);
            Thread thread = new Thread(device, "device " + i);
            threads.add(thread);
            thread.start();
        }
        Random random = new Random(SEED);
        try {
            server.awaitReadiness("ready\n");
            for (int kill = 0; kill < KILLS; kill++) {
                // Some during the start, most at work.
                TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(7_000));
                server.kill();
                server.startAgain();
            }
            server.awaitReadiness("ready\n");
            TimeUnit.SECONDS.sleep(5);
            running.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            long acknowledged = devices.stream()
                    .mapToLong(device -> device.acknowledged.get())
                    .sum();
            awaitStored(data, acknowledged);
        } finally {
            running.set(false);
            server.stop();
        }
        try (Database database = Database.open(data)) {
            for (Device device : devices) {
                assertThat(device.acknowledged.get())
                        .as("acknowledged of " + device.id)
                        .isPositive();
                List<Long> stored = database.<List<Long>, RuntimeException>read(
                        handle -> handle.createQuery("SELECT origin FROM pack JOIN machine ON machine.id = pack.machine"
                                        + " WHERE device = :device ORDER BY origin")
                                .bind("device", device.id.toString())
                                .mapTo(Long.class)
                                .list());
                assertThat(stored).doesNotHaveDuplicates();
                // Numbers count up from 1: all that were acknowledged, and perhaps the one whose answer got lost.
                assertThat((long) stored.size())
                        .as("stored of " + device.id)
                        .isBetween((long) device.acknowledged.get(), device.acknowledged.get() + 1L);
                assertThat(stored.get(stored.size() - 1)).isEqualTo(stored.size());
            }
            long once = database.<Long, RuntimeException>read(
                    handle -> handle.createQuery("SELECT (SELECT count(*) FROM pack)"
                                    + " - (SELECT sum(n) FROM rollup_day WHERE key = 'processor.load')")
                            .mapTo(Long.class)
                            .one());
            assertThat(once).as("each counted once in the sums").isZero();
        }
    }

    private static void awaitStored(Path data, long packs) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try (Database database = Database.open(data)) {
                long stored =
                        database.<Long, RuntimeException>read(handle -> handle.createQuery("SELECT count(*) FROM pack")
                                .mapTo(Long.class)
                                .one());
                if (stored >= packs) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Sends each pack until it is acknowledged, and then the next; now and then it is cut off and comes back. */
    private static final class Device implements Runnable {
        final UUID id = UUID.randomUUID();
        final AtomicInteger acknowledged = new AtomicInteger();
        private final int port;
        private final int version;
        private final AtomicBoolean running;
        private final Random random;

        Device(int port, int version, AtomicBoolean running, Random random) {
            this.port = port;
            this.version = version;
            this.running = running;
            this.random = random;
        }

        @Override
        public void run() {
            while (running.get()) {
                try (RawMqtt client = new RawMqtt(new Socket("127.0.0.1", port), version)) {
                    int code = client.connect(id.toString());
                    while (running.get() && code == 0) {
                        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                        byte[] pack = TestDevice.load(System.currentTimeMillis() / 1000.0, acknowledged.get() + 1, 42)
                                .encode(SenmlFormat.CBOR);
                        if (random.nextInt(100) == 0) {
                            client.send("socle/v1/" + id + "/up", pack, "", 1);
                            break;
                        }
                        code = client.publish("socle/v1/" + id + "/up", pack, "");
                        if (code == 0) {
                            acknowledged.incrementAndGet();
                        }
                    }
                } catch (IOException e) {
                    // The server is down: again in a moment.
                } catch (InterruptedException e) {
                    return;
                }
                try {
                    // As agents do, each at its own time: nobody is kept out for coming too often.
                    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }
}
