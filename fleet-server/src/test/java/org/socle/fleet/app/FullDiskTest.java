package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.intake.RawMqtt;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.store.Database;

/** A disk that fills while packs come in: nothing acknowledged is lost, the server says so, and goes on without a hand. */
@Tag("process")
class FullDiskTest {
    private static final int FILLS = 3;
    private static final int QUOTA = 0x97;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostOnAFullDisk(@TempDir Path directory) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=60m", "socle-test", disk.toString()) == 0, "needs root");
        Path data = disk.resolve("data");
        Path ballast = disk.resolve("ballast");
        ServerProcess server = new ServerProcess(data);
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        try (Sender sender = new Sender(server.mqttPort, acknowledged)) {
            server.awaitReadiness("ready");
            for (int i = 0; i < FILLS; i++) {
                sender.awaitMore(20);
                fill(ballast);
                server.awaitReadiness("disk_full");
                sender.awaitRefused();
                long before = acknowledged.size();
                TimeUnit.SECONDS.sleep(3);
                assertThat(acknowledged)
                        .as("nothing is acknowledged on a full disk")
                        .hasSize((int) before);
                Files.delete(ballast);
                server.awaitReadiness("ready\n");
                sender.awaitMore(20);
            }
            assertThat(server.alive()).isTrue();
            assertThat(server.printed()).contains("disk_full").doesNotContain("critical IO Error");
            sender.stop();
            awaitStored(data, acknowledged.size());
            server.kill();

            // Started on a full disk it says so, and is ready as soon as there is space.
            fill(ballast);
            server.startAgain();
            server.awaitReadiness("disk_full");
            Files.delete(ballast);
            server.awaitReadiness("ready\n");
        } finally {
            server.kill();
            List<Long> stored = Files.exists(data) ? stored(data) : List.of();
            run("umount", "-l", disk.toString());
            assertThat(stored).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(stored)).containsAll(acknowledged);
        }
    }

    /** To the last byte. */
    private static void fill(Path ballast) throws IOException {
        byte[] piece = new byte[65_536];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void awaitStored(Path data, int packs) throws InterruptedException {
        for (int i = 0; i < 100 && stored(data).size() < packs; i++) {
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

    /** Sends a pack each 20 ms, again until it is acknowledged, and remembers what was. */
    private static final class Sender implements AutoCloseable {
        private final UUID id = UUID.randomUUID();
        private final int port;
        private final Set<Long> acknowledged;
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicLong refused = new AtomicLong();
        private final Thread thread = new Thread(this::send, "sender");

        Sender(int port, Set<Long> acknowledged) {
            this.port = port;
            this.acknowledged = acknowledged;
            thread.start();
        }

        private void send() {
            long number = 1;
            while (running.get()) {
                try (RawMqtt client = new RawMqtt(new Socket("127.0.0.1", port), 5)) {
                    int code = client.connect(id.toString());
                    if (code != 0) {
                        refused.incrementAndGet();
                        TimeUnit.MILLISECONDS.sleep(200);
                    }
                    while (code == 0 && running.get()) {
                        byte[] pack = TestDevice.load(System.currentTimeMillis() / 1000.0, number, 42)
                                .encode(SenmlFormat.CBOR);
                        code = client.publish("socle/v1/" + id + "/up", pack, "");
                        if (code == 0) {
                            acknowledged.add(number++);
                            TimeUnit.MILLISECONDS.sleep(20);
                        } else if (code == QUOTA) {
                            refused.incrementAndGet();
                            code = 0;
                            TimeUnit.MILLISECONDS.sleep(200);
                        }
                    }
                } catch (IOException e) {
                    pause();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void awaitMore(int packs) throws InterruptedException {
            int before = acknowledged.size();
            for (int i = 0; i < 600 && acknowledged.size() < before + packs; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(acknowledged.size()).isGreaterThanOrEqualTo(before + packs);
        }

        void awaitRefused() throws InterruptedException {
            long before = refused.get();
            for (int i = 0; i < 100 && refused.get() == before; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(refused.get()).isGreaterThan(before);
        }

        void stop() throws InterruptedException {
            running.set(false);
            thread.join();
        }

        @Override
        public void close() throws InterruptedException {
            stop();
        }
    }
}
