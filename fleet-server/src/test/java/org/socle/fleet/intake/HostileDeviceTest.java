package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.enrolment.TestMachine;

/**
 * What somebody with root on one enrolled machine can send, at random, while twenty honest machines report: all that those sent is
 * stored, once, and the server is as ready as before.
 */
@Tag("fuzz")
class HostileDeviceTest {
    private static final int HONEST = 20;

    /** How long the hostile device has; the nightly run gives it a minute. */
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("socle.hostile.seconds", 15));

    @ParameterizedTest
    @CsvSource({"5, 20261201", "4, 20261202"})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nobodySuffersFromOneHostileDevice(int version, long seed, @TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            TlsClients clients = new TlsClients(server);
            AtomicBoolean running = new AtomicBoolean(true);
            List<Honest> honest = new ArrayList<>();
            for (int i = 0; i < HONEST; i++) {
                honest.add(new Honest(clients, i % 2 == 0 ? 5 : 4, running));
            }
            Thread[] threads = honest.stream().map(Thread::new).toArray(Thread[]::new);
            for (Thread thread : threads) {
                thread.start();
            }
            TestMachine bad = clients.machine();
            Hostile hostile =
                    new Hostile(clients, bad, version, honest.get(0).machine.id(), new Random(seed));
            long end = System.nanoTime() + TIME.toNanos();
            while (System.nanoTime() < end) {
                hostile.act();
            }
            running.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            for (Honest each : honest) {
                assertThat(each.failure).as("what an honest machine met").isNull();
                assertThat(each.acknowledged.get()).isGreaterThan(TIME.toSeconds());
                clients.awaitStored(each.machine.id(), each.acknowledged.get());
            }
            assertThat(server.get("/readyz", "").body()).isEqualTo("ready\n");
            assertThat(server.fatal).isEmpty();
            assertThat(hostile.acts).isGreaterThan(100);
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            assertThat(used).as("bytes in use, test and all").isLessThan(300L << 20);
        }
    }

    /** Reports ten times a second, and remembers what was acknowledged. */
    private static final class Honest implements Runnable {
        final TestMachine machine;
        final AtomicLong acknowledged = new AtomicLong();
        private final TlsClients clients;
        private final int version;
        private final AtomicBoolean running;
        volatile Throwable failure;

        Honest(TlsClients clients, int version, AtomicBoolean running) throws IOException, InterruptedException {
            this.clients = clients;
            this.version = version;
            this.running = running;
            this.machine = clients.machine();
        }

        @Override
        public void run() {
            try (RawMqtt client = clients.connect(machine, version)) {
                while (running.get()) {
                    long number = acknowledged.get() + 1;
                    int code = client.publish("socle/v1/" + machine.id() + "/up", TlsClients.pack(number), "");
                    if (code != 0) {
                        throw new IllegalStateException("answered " + code);
                    }
                    acknowledged.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
                failure = e;
            }
        }
    }

    /** Does one thing after the other that nobody should. */
    private static final class Hostile {
        private static final String[] TOPICS = {
            "up", "state", "reply", "cmd", "inventory", "up/up", "", "+", "#", "up::intake.socle.in.up"
        };
        private final TlsClients clients;
        private final TestMachine machine;
        private final int version;
        private final UUID victim;
        private final Random random;
        private RawMqtt client;
        int acts;

        Hostile(TlsClients clients, TestMachine machine, int version, UUID victim, Random random) {
            this.clients = clients;
            this.machine = machine;
            this.version = version;
            this.victim = victim;
            this.random = random;
        }

        void act() throws InterruptedException {
            acts++;
            try {
                if (client == null) {
                    client = clients.open(machine, version);
                    client.connect(
                            random.nextInt(8) == 0
                                    ? victim.toString()
                                    : machine.id().toString(),
                            random.nextBoolean() ? topic() : "",
                            content(),
                            "");
                    return;
                }
                switch (random.nextInt(10)) {
                    case 0 -> client.sendSubscribe(topic(), random.nextInt(4));
                    case 1 -> client.sendSubscribe("$share/intake/socle/in/" + TOPICS[random.nextInt(3)], 1);
                    case 2, 3, 4 -> client.send(topic(), content(), properties(), random.nextInt(3));
                    case 5 -> client.packet(random.nextInt(256), bytes(random.nextInt(200)));
                    case 6 -> client.bytes(bytes(random.nextInt(2_000)));
                    case 7 -> unsubscribe();
                    case 8 -> {
                        for (int i = 0; i < 200; i++) {
                            client.send("socle/v1/" + machine.id() + "/up", content(), "", 1);
                        }
                    }
                    default -> leave();
                }
            } catch (IOException e) {
                leave();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
            }
        }

        private void unsubscribe() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(body);
            out.writeShort(3);
            if (version == 5) {
                out.writeByte(0);
            }
            out.writeUTF(random.nextBoolean() ? "$share/intake/socle/in/up" : topic());
            client.packet(0xA2, body.toByteArray());
        }

        private void leave() {
            RawMqtt leaving = client;
            client = null;
            if (leaving != null) {
                try {
                    leaving.close();
                } catch (IOException e) {
                    // It was closed already.
                }
            }
        }

        private String topic() {
            UUID id = random.nextInt(3) == 0 ? victim : machine.id();
            return switch (random.nextInt(6)) {
                case 0 -> "socle/in/" + TOPICS[random.nextInt(3)];
                case 1 -> "$share/intake/socle/v1/+/" + TOPICS[random.nextInt(TOPICS.length)];
                case 2 -> "activemq/management";
                default -> "socle/v1/" + id + "/" + TOPICS[random.nextInt(TOPICS.length)];
            };
        }

        private String properties() {
            return switch (random.nextInt(6)) {
                case 0 -> "2300" + String.format("%02x", random.nextInt(256));
                case 1 -> "0200000000";
                case 2 -> TlsClients.contentType();
                case 3 -> "01" + String.format("%02x", random.nextInt(3));
                default -> "";
            };
        }

        private byte[] content() {
            return switch (random.nextInt(9)) {
                case 0 -> bytes(random.nextInt(5_000));
                case 1 ->
                    "[{\"bn\":\"/42777/0/\",\"n\":\"1\",\"v\":10},{\"bn\":\"/3303/0/\",\"bv\":1.7e308,\"n\":\"5700\",\"v\":1.7e308},{\"bv\":-1.7e308,\"n\":\"5700\",\"v\":-1.7e308,\"t\":-1}]"
                            .getBytes(StandardCharsets.UTF_8);
                case 2 -> many();
                case 3 -> "[".repeat(4_000).getBytes(StandardCharsets.UTF_8);
                case 4 ->
                    ("[{\"n\":\"/42769/0/0\",\"vs\":\"" + "\u202e<b>".repeat(500) + "\"}]")
                            .getBytes(StandardCharsets.UTF_8);
                case 5 ->
                    ("[{\"n\":\"/42770/0/3\",\"v\":" + random.nextLong() + ",\"t\":" + random.nextInt() + "}]")
                            .getBytes(StandardCharsets.UTF_8);
                case 6 ->
                    "{\"state\":\"offline\",\"version\":\"%s\"}"
                            .formatted("9".repeat(3_000))
                            .getBytes(StandardCharsets.UTF_8);
                case 7 -> "{\"id\":\"c1\",\"status\":\"done\",\"value\":1e400}".getBytes(StandardCharsets.UTF_8);
                default -> clients.pack();
            };
        }

        /** As many sensors as fit, each time others. */
        private byte[] many() {
            StringBuilder json = new StringBuilder("[");
            int first = random.nextInt(60_000);
            for (int i = 0; i < 1_500; i++) {
                json.append(i == 0 ? "" : ",")
                        .append("{\"n\":\"/3303/")
                        .append(first + i)
                        .append("/5700\",\"v\":")
                        .append(random.nextInt(100))
                        .append('}');
            }
            return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
