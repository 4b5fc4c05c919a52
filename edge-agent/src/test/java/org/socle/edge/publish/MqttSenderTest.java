package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.Reply;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.publish.Entry.Stamp;
import org.socle.edge.publish.FakeBroker.Answer;
import org.socle.edge.source.SysFs;

/** What becomes of a pack the server does not take, by a broker that answers as the test wants. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MqttSenderTest {
    private static final Duration SHORT = Duration.ofMillis(10);

    @TempDir
    Path directory;

    private FakeBroker broker;
    private Outbox outbox;
    private @Nullable MqttSender sender;

    @BeforeEach
    void open() throws Exception {
        broker = new FakeBroker();
        outbox = Outbox.open(directory, 1 << 20);
    }

    @AfterEach
    void close() throws Exception {
        stop();
        broker.close();
        outbox.close();
    }

    private void stop() {
        if (sender != null) {
            sender.close();
        }
        sender = null;
    }

    private void start(String version) {
        MqttSender.LinkListener nobody = new MqttSender.LinkListener() {
            @Override
            public void acknowledged(long sequence, @Nullable Duration roundTrip) {}

            @Override
            public void connected(int reconnections) {}
        };
        MqttSender starting = new MqttSender(
                UUID.randomUUID(),
                () -> new Route(List.of(BrokerAddress.of("mqtt://127.0.0.1:" + broker.port())), null, null),
                version,
                outbox,
                BootClock.of(new SysFs(Path.of("/")), InstantSource.system()),
                command -> Reply.refused(command, "a test"),
                nobody,
                SHORT,
                SHORT,
                SHORT);
        sender = starting;
        starting.start(() -> true);
    }

    private long append() {
        long number = outbox.append(
                new Stamp("boot", 1, 1_796_000_000_000L, true), List.of(new Sample(Processor.LOAD, 0, 0, 1L)));
        if (sender != null) {
            sender.wake();
        }
        return number;
    }

    private List<Long> append(int packs) {
        return IntStream.range(0, packs).mapToObj(i -> append()).toList();
    }

    /** As an agent does that goes on reporting. */
    private void reportUntil(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 200 && !reached.getAsBoolean(); i++) {
            append();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 2_000 && !reached.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private long tries(long number) {
        return broker.came.stream().filter(each -> each == number).count();
    }

    @ParameterizedTest(name = "reason code {0}")
    @ValueSource(ints = {0x80, 0x83, 0x87, 0x90, 0x99})
    void aPackThatIsRefusedEachTimeIsSetAsideWhileAllOthersArrive(int code) throws Exception {
        long before = append();
        long bad = append();
        List<Long> after = append(40);
        broker.answers = number -> number == bad ? Answer.refused(code) : Answer.TAKEN;
        start("1");
        await(() -> broker.taken.containsAll(after));
        assertThat(tries(bad)).as("others do not wait for it").isLessThan(Suspects.TRIES);
        reportUntil(() -> outbox.refused() == 1);
        // A try after which no other pack got through tells nothing.
        assertThat(tries(bad)).isBetween((long) Suspects.TRIES, 4L * Suspects.TRIES);
        await(() -> outbox.packs() == 0);
        assertThat(broker.taken).startsWith(before).doesNotContain(bad).doesNotHaveDuplicates();
        assertThat(broker.connects).as("the connection goes on").hasSize(1);
        OutboxView view = OutboxView.of(directory);
        assertThat(view.refused()).isEqualTo(1);
        assertThat(view.refusedCode()).isEqualTo(code);
        assertThat(outbox.backlog().refused()).isEqualTo(1);
    }

    @ParameterizedTest(name = "DISCONNECT {0}")
    @ValueSource(ints = {0, 0x81, 0x95})
    void aPackAfterWhichTheServerEndsTheConnectionEachTimeIsSetAsideWhileAllOthersArrive(int code) throws Exception {
        List<Long> before = append(5);
        long bad = append();
        List<Long> after = append(40);
        broker.answers = number -> number != bad ? Answer.TAKEN : code == 0 ? Answer.CLOSED : Answer.disconnected(code);
        start("1");
        await(() -> broker.taken.containsAll(before) && broker.taken.containsAll(after));
        reportUntil(() -> outbox.refused() == 1);
        await(() -> outbox.packs() == 0);
        assertThat(broker.taken).doesNotContain(bad);
        assertThat(OutboxView.of(directory).refusedCode()).isEqualTo(code);
        assertThat(tries(bad)).isBetween((long) Suspects.TRIES, 4L * Suspects.TRIES);
    }

    @Test
    void whenTheServerRefusesAllItIsTheServerAndNothingIsSetAside() throws Exception {
        List<Long> all = append(30);
        broker.answers = number -> Answer.refused(0x80);
        start("1");
        await(() -> broker.came.size() >= 20);
        assertThat(outbox.refused()).isZero();
        assertThat(outbox.packs()).isEqualTo(30);
        broker.answers = number -> Answer.TAKEN;
        await(() -> outbox.packs() == 0);
        assertThat(broker.distinctTaken()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(outbox.refused()).isZero();
    }

    @Test
    void aServerThatEndsEachConnectionLosesNothingAndNothingIsSetAside() throws Exception {
        List<Long> all = append(30);
        broker.answers = number -> Answer.CLOSED;
        start("1");
        await(() -> broker.connects.size() >= 8);
        broker.answers = number -> Answer.TAKEN;
        await(() -> outbox.packs() == 0);
        assertThat(broker.distinctTaken()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(outbox.refused()).isZero();
    }

    @Test
    void anExceededQuotaIsNoRefusalAndTheOrderStays() throws Exception {
        List<Long> all = append(60);
        AtomicInteger packs = new AtomicInteger();
        // Each third is too much for now.
        broker.answers = number -> packs.incrementAndGet() % 3 == 0 ? Answer.refused(0x97) : Answer.TAKEN;
        start("1");
        await(() -> outbox.packs() == 0);
        assertThat(broker.taken).containsExactlyInAnyOrderElementsOf(all);
        assertThat(outbox.refused()).isZero();
        assertThat(broker.connects).hasSize(1);
    }

    @Test
    void theOldestIsTheFirstAfterAnExceededQuota() throws Exception {
        List<Long> all = append(10);
        broker.answers = number -> Answer.refused(0x97);
        start("1");
        await(() -> broker.came.size() >= 20);
        broker.answers = number -> Answer.TAKEN;
        await(() -> outbox.packs() == 0);
        int lastRound = broker.came.lastIndexOf(all.get(0));
        assertThat(broker.came.subList(lastRound, broker.came.size())).isSorted();
        assertThat(broker.taken).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whatWasSetAsideIsTriedAgainByAnotherVersionAndForgottenOnceItIsTaken() throws Exception {
        long bad = append();
        broker.answers = number -> number == bad ? Answer.refused(0x99) : Answer.TAKEN;
        start("1");
        reportUntil(() -> outbox.refused() == 1);
        long tries = tries(bad);
        stop();
        start("1");
        append(3);
        await(() -> outbox.packs() == 0);
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(tries(bad)).as("not again within a day").isEqualTo(tries);
        stop();
        start("2");
        await(() -> tries(bad) == tries + 1);
        append(3);
        await(() -> outbox.packs() == 0);
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(tries(bad)).as("once").isEqualTo(tries + 1);
        assertThat(outbox.refused()).isEqualTo(1);
        stop();
        broker.answers = number -> Answer.TAKEN;
        start("3");
        await(() -> outbox.refused() == 0);
        assertThat(broker.taken).contains(bad);
    }

    @Test
    void whatWasSetAsideIsTriedAgainADayLater() throws Exception {
        long bad = append();
        assertThat(outbox.setAside(
                        bad,
                        0x99,
                        System.currentTimeMillis() - Duration.ofHours(25).toMillis(),
                        "1"))
                .isTrue();
        start("1");
        await(() -> outbox.refused() == 0);
        assertThat(broker.taken).contains(bad);
    }

    @Test
    void whatACardHasDamagedIsSetAsideAndTheOthersArrive() throws Exception {
        List<Long> all = append(5);
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("outbox.db"))) {
            damage(file, all.get(0));
            damage(file, all.get(3));
        }
        start("1");
        await(() -> outbox.packs() == 0);
        assertThat(broker.taken).containsExactly(all.get(1), all.get(2), all.get(4));
        assertThat(OutboxView.of(directory).refused()).isEqualTo(2);
        assertThat(OutboxView.of(directory).refusedCode()).isEqualTo(Refusal.UNREADABLE);
    }

    private static void damage(Connection file, long number) throws SQLException {
        file.createStatement().execute("UPDATE pack SET body = x'ffffffffffffffff' WHERE sequence = " + number);
    }

    @Test
    void theOldestOfWhatIsSetAsideGoWhenItTakesTooMuchRoom() {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long number = outbox.append(
                    new Stamp("boot", 1, 1, true),
                    IntStream.range(0, 900)
                            .mapToObj(j -> new Sample(Machine.FAILED_UNIT_NAMES, 0, 0, "x".repeat(240)))
                            .toList());
            outbox.setAside(number, 0x99, 1, "1");
            numbers.add(number);
        }
        assertThat(outbox.refused()).isEqualTo(9);
        assertThat(outbox.thinned()).isEqualTo(3);
        assertThat(outbox.again(1, "2").orElseThrow().sequence()).isEqualTo(numbers.get(3));
    }

    @ParameterizedTest(name = "CONNACK {0}")
    @ValueSource(ints = {0x88, 0x89, 0x97})
    void aServerThatLetsNobodyInNowIsLeftAloneForLongerEachTime(int code) throws Exception {
        List<Long> all = append(3);
        broker.connack = code;
        start("1");
        await(() -> broker.connects.size() >= 7);
        assertThat(outbox.refused()).isZero();
        broker.connack = 0;
        await(() -> outbox.packs() == 0);
        assertThat(broker.taken).containsExactlyElementsOf(all);
        int few = broker.connects.size();
        assertThat(few).as("connections in the seconds it took").isLessThan(30);
    }

    @Test
    void aServerThatLetsInAndThrowsOutAgainIsNotAskedEverySecond() throws Exception {
        append(3);
        broker.answers = number -> Answer.disconnected(0x97);
        start("1");
        await(() -> broker.connects.size() >= 8);
        long first = broker.connects.get(1) - broker.connects.get(0);
        long last = broker.connects.get(7) - broker.connects.get(0);
        assertThat(last).as("the pauses grow").isGreaterThan(2 * Math.max(first, 1));
        assertThat(outbox.packs()).isEqualTo(3);
        assertThat(outbox.refused()).isZero();
    }
}
