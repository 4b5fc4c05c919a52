package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.senml.SenmlReader;
import org.socle.enrol.Tls;
import org.socle.fleet.app.FreePorts;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.ReadingTable;
import org.socle.fleet.reading.Step;
import org.socle.fleet.store.Database;

class IntakeServiceTest {
    private static final UUID DEVICE = UUID.fromString("6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11");
    private static final UUID OTHER = UUID.fromString("0b7a3b0e-8f43-4a37-8a0a-2f4f3f1d9c22");
    private static final String OBSERVER_PASSWORD = "an API token";
    private static final double NOON = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
    private final BlockingQueue<UUID> published = new LinkedBlockingQueue<>();
    private final int port = FreePorts.next();
    private final Database database;
    private final IntakeService service;

    IntakeServiceTest(@TempDir Path directory) {
        database = Database.open(directory);
        service = new IntakeService(
                new MqttConfig("127.0.0.1", FreePorts.next(), port, List.of()),
                directory.resolve("broker"),
                new Tls(null, List.of()).context(),
                database,
                registry,
                new StoredCalendar(database, Clock.systemUTC()),
                new IntakeService.Ties(
                        certificate -> Optional.empty(),
                        OBSERVER_PASSWORD::equals,
                        published::add,
                        place -> Limits.USUAL,
                        () -> false,
                        null,
                        fatal::add),
                Clock.systemUTC());
    }

    @BeforeEach
    void start() throws IOException {
        service.start();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        database.close();
    }

    @Test
    void aPackIsStoredJudgedAndAnnounced() throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            assertThat(device.pack(TestDevice.load(NOON, 1, 42))).isZero();
            assertThat(published.poll(10, TimeUnit.SECONDS)).isEqualTo(DEVICE);
        }
        Machine machine = machine();
        assertThat(machine.presence()).isEqualTo(Presence.ONLINE);
        assertThat(loads(machine, Step.RAW)).extracting(Point::last).containsExactly(42.0);
        assertThat(loads(machine, Step.HOUR)).extracting(Point::n, Point::max).containsExactly(tuple(1, 42.0));
    }

    @Test
    void aRepeatedPackChangesNothing() throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.pack(TestDevice.load(NOON, 7, 10));
            device.pack(TestDevice.load(NOON, 7, 10));
            // Without a clock the same pack arrives under two times; its number still gives it away.
            device.pack(TestDevice.load(-30, 8, 20));
            device.pack(TestDevice.load(-31, 8, 20));
            device.pack(TestDevice.load(NOON + 300, 9, 30));
            awaitPacks(3);
        }
        assertThat(loads(machine(), Step.DAY))
                .extracting(Point::n)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(3));
        assertThat(metrics())
                .contains("socle_intake_packs_total 3.0")
                .contains("socle_intake_repeated_packs_total 2.0");
    }

    @Test
    void theStateFollowsWhatTheDeviceSays() throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.publish(
                    Topics.of(DEVICE, Channel.STATE),
                    new DeviceState(Presence.OFFLINE, "0.1.0", "boot").encode(),
                    "application/json");
            device.pack(TestDevice.load(NOON, 1, 5));
            awaitPacks(1);
        }
        assertThat(machine().presence()).isEqualTo(Presence.OFFLINE);
        assertThat(machine().agentVersion()).isEqualTo("0.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "nonsense",
                "[{}]",
                "[{\"n\":\"/3/0/0\"}]",
                "[{\"n\":\"/99999/0/0\",\"v\":1}]",
                "[{\"n\":\"/42770/0/3\",\"vs\":\"much\"}]",
                "[{\"n\":\"/42770/0/3\",\"u\":\"Cel\",\"v\":3}]",
                "[{\"n\":\"/42770/0/3\",\"v\":3,\"t\":99999999999}]",
                "[{\"n\":\"<script>alert(1)</script>\",\"v\":3}]"
            })
    void aMalformedPackIsCountedAndShownNowhere(String payload) throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.publish(Topics.of(DEVICE, Channel.UP), payload.getBytes(UTF_8), "application/senml+json");
            device.pack(TestDevice.load(NOON, 1, 5));
            awaitPacks(1);
        }
        assertThat(metrics()).contains("socle_intake_refused_total{channel=\"up\"} 1.0");
        assertThat(loads(machine(), Step.RAW)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"bn\":\"/42777/0/\",\"n\":\"1\",\"v\":10},{\"bn\":\"/3303/0/\",\"bv\":1.7e308,\"n\":\"5700\",\"v\":1.7e308},"
                        + "{\"bv\":-1.7e308,\"n\":\"5700\",\"v\":-1.7e308,\"t\":-1}]",
                "[{\"bn\":\"/42777/0/\",\"n\":\"1\",\"v\":10},{\"bn\":\"/3303/0/\",\"n\":\"5700\",\"v\":1.7e308},"
                        + "{\"n\":\"5700\",\"v\":1.7e308,\"t\":-1}]",
                "[{\"bn\":\"/42777/0/\",\"n\":\"1\",\"v\":11},{\"bn\":\"/3303/0/\",\"n\":\"5700\",\"v\":-1.7e308},"
                        + "{\"n\":\"5700\",\"v\":-1.7e308,\"t\":-1}]"
            })
    void aPackWithNumbersNoMachineHasIsRefusedAndAnotherDevicesPackIsStored(String payload) throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE);
                TestDevice other = new TestDevice(port, OTHER)) {
            device.publish(Topics.of(DEVICE, Channel.UP), payload.getBytes(UTF_8), "application/senml+json");
            device.publish(Topics.of(DEVICE, Channel.UP), payload.getBytes(UTF_8), "application/senml+json");
            other.pack(TestDevice.load(NOON, 1, 5));
            assertThat(published.poll(10, TimeUnit.SECONDS)).isEqualTo(OTHER);
            device.pack(TestDevice.load(NOON, 12, 6));
            awaitPacks(1);
        }
        assertThat(metrics()).contains("socle_intake_refused_total{channel=\"up\"} 2.0");
        assertThat(loads(machine(), Step.RAW)).extracting(Point::last).containsExactly(6.0);
    }

    @Test
    void aHugePayloadIsRefusedByTheBroker() throws Exception {
        byte[] huge = new byte[SenmlReader.MAX_BYTES * 2];
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            assertThatThrownBy(() -> device.publish(Topics.of(DEVICE, Channel.UP), huge, null))
                    .isInstanceOf(MqttException.class);
        }
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.pack(TestDevice.load(NOON, 1, 5));
            awaitPacks(1);
        }
    }

    /** As {@code mosquitto_pub} does: MQTT 3.1.1 knows no limit, and nothing keeps anybody to that of MQTT 5. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aPacketBeyondTheLimitEndsItsConnectionAndNothingElse(int version) throws Exception {
        for (int size : new int[] {262_144, 266_000, 266_300, 300_000, 20_000_000}) {
            try (RawMqtt raw = new RawMqtt(port, DEVICE.toString(), version)) {
                boolean acknowledged = raw.publish(Topics.of(DEVICE, Channel.UP), new byte[size]);
                assertThat(acknowledged).as(size + " bytes").isEqualTo(size < 266_200);
            }
        }
        assertThat(service.ready()).isTrue();
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.pack(TestDevice.load(NOON, 1, 5));
            awaitPacks(1);
        }
        assertThat(metrics())
                .contains("socle_mqtt_refused_packets_total 3.0")
                .contains("socle_intake_refused_total{channel=\"up\"} 2.0");
    }

    @Test
    void aDeviceTouchesItsOwnTopicsOnly() throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            byte[] pack = TestDevice.load(NOON, 1, 99).encode(org.socle.contract.senml.SenmlFormat.CBOR);
            assertThat(device.publish(Topics.of(OTHER, Channel.UP), pack, null)).isEqualTo(0x87);
            assertThat(device.publish(Topics.of(DEVICE, Channel.CMD), pack, null))
                    .isEqualTo(0x87);
            assertThat(device.publish("activemq/management", pack, null)).isEqualTo(0x87);
            for (String filter : List.of(
                    "#",
                    "socle/v1/+/up",
                    "intake.socle.v1.*.up",
                    "socle/v1/+/up::intake.socle.v1.*.up",
                    "socle/v1/*/up::intake.socle.v1.*.up",
                    "$share/intake/socle/v1/+/up",
                    Topics.of(OTHER, Channel.CMD),
                    "$SYS/#")) {
                assertThat(device.subscribe(filter)).as(filter).isGreaterThanOrEqualTo(0x80);
            }
            assertThat(device.subscribe(Topics.of(DEVICE, Channel.CMD))).isEqualTo(1);
        }
        assertThat(database.<Boolean, RuntimeException>read(
                        handle -> new MachineTable().find(handle, OTHER).isPresent()))
                .isFalse();
    }

    @Test
    void aCommandReachesItsDevice() throws Exception {
        try (TestDevice device = new TestDevice(port, DEVICE)) {
            device.subscribe(Topics.of(DEVICE, Channel.CMD));
            service.send(DEVICE, "{\"id\":\"1\"}".getBytes(UTF_8));
            assertThat(device.received.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(Topics.of(DEVICE, Channel.CMD) + " {\"id\":\"1\"}");
        }
    }

    @Test
    void anObserverFollowsEverythingAndSendsNothing() throws Exception {
        try (TestDevice observer = new TestDevice(port, OTHER, "watching", DeviceGate.OBSERVER, OBSERVER_PASSWORD);
                TestDevice device = new TestDevice(port, DEVICE)) {
            assertThat(observer.subscribe("socle/v1/+/state")).isEqualTo(1);
            device.publish(Topics.of(DEVICE, Channel.STATE), "{}".getBytes(UTF_8), null);
            assertThat(observer.received.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(Topics.of(DEVICE, Channel.STATE) + " {}");
            assertThat(observer.subscribe("$share/intake/socle/v1/+/up")).isEqualTo(0x87);
            assertThat(observer.publish(Topics.of(DEVICE, Channel.UP), new byte[0], null))
                    .isEqualTo(0x87);
        }
    }

    @Test
    void strangersAreRefused() {
        assertThatThrownBy(() -> new TestDevice(port, DEVICE, "not-a-uuid", null, null))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestDevice(port, DEVICE, DEVICE.toString(), "admin", "admin"))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestDevice(port, DEVICE, "watching", DeviceGate.OBSERVER, "guess"))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestDevice(port, DEVICE, "intake", DeviceGate.OBSERVER, OBSERVER_PASSWORD))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestDevice(port, DEVICE, "socle-server", DeviceGate.SERVER, "guess"))
                .isInstanceOf(MqttException.class);
        assertThat(service.ready()).isTrue();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private Machine machine() {
        return database.<Machine, RuntimeException>read(
                handle -> new MachineTable().find(handle, DEVICE).orElseThrow());
    }

    private List<Point> loads(Machine machine, Step step) {
        return database.<List<Point>, RuntimeException>read(handle -> new ReadingTable()
                .history(
                        handle,
                        org.socle.fleet.access.Scope.EVERYTHING,
                        machine.id(),
                        Processor.LOAD,
                        0,
                        Instant.EPOCH,
                        Instant.now().plus(Duration.ofDays(400)),
                        step));
    }

    private void awaitPacks(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(published.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private String metrics() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(UTF_8);
    }
}
