package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.store.Database;

/** Messages that break the server or outgrow it: they end nobody's work but their sender's. */
class PoisonTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID BAD = UUID.fromString("6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11");

    private final Path directory;
    private final Database database;
    private final List<UUID> published = new ArrayList<>();
    private final Intake intake;

    PoisonTest(@TempDir Path directory) {
        this.directory = directory;
        database = Database.open(directory);
        intake = new Intake(
                database,
                new IntakeMetrics(new PrometheusRegistry()),
                published::add,
                place -> Limits.USUAL,
                Accounting.live(new StoredCalendar(database, Clock.systemUTC())),
                Pulse.none());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Arrival pack(UUID device, Pack pack) {
        return new Arrival(
                Topics.of(device, Channel.UP), pack.encode(SenmlFormat.CBOR), SenmlFormat.CBOR.contentType(), NOW);
    }

    private static Arrival load(UUID device, long number) {
        return pack(device, TestDevice.load(NOW.getEpochSecond(), number, 42));
    }

    private static Pack sensors(long number, int first, int count, boolean complete) {
        Stream<Sample> sensors =
                IntStream.range(first, first + count).mapToObj(i -> new Sample(Temperature.VALUE, i, 0, 40.0));
        return new Pack(
                NOW.getEpochSecond() + number,
                Stream.concat(
                                Stream.of(
                                        new Sample(Agent.PACK, 0, 0, number),
                                        new Sample(Agent.SNAPSHOT, 0, 0, complete)),
                                sensors)
                        .toList());
    }

    private long count(String what) {
        return database.<Long, RuntimeException>read(handle -> handle.createQuery("SELECT count(*) FROM " + what)
                .mapTo(Long.class)
                .one());
    }

    private void poison(long number) {
        database.writing(handle -> handle.execute("CREATE TRIGGER poison BEFORE INSERT ON pack WHEN NEW.origin = "
                + number + " BEGIN SELECT RAISE(ABORT, 'poison'); END"));
    }

    @Test
    void aMessageTheDatabaseRefusesIsKeptAsideAndTheOthersOfItsBatchAreStored() {
        poison(666);
        List<Arrival> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            batch.add(load(UUID.randomUUID(), i));
        }
        batch.add(25, load(BAD, 666));
        batch.add(load(BAD, 667));

        intake.accept(batch);

        assertThat(count("pack")).isEqualTo(51);
        assertThat(published).hasSize(51).contains(BAD);
        assertThat(count("quarantine WHERE topic = '" + Topics.of(BAD, Channel.UP) + "' AND error LIKE '%poison%'"))
                .isEqualTo(1);
    }

    /** What a message would have changed of its machine's latest values goes with it, what others of the same batch did stays. */
    @Test
    void theLatestValuesAreThoseOfTheMessagesThatWereStored() {
        // After the latest values, and each time the message is tried.
        database.writing(
                handle -> handle.execute(
                        "CREATE TRIGGER poison BEFORE UPDATE ON machine WHEN EXISTS"
                                + " (SELECT 1 FROM pack WHERE machine = NEW.id AND origin = 2) BEGIN SELECT RAISE(ABORT, 'poison'); END"));
        intake.accept(List.of(
                pack(BAD, sensors(1, 0, 2, false)),
                pack(BAD, sensors(2, 2, 2, false)),
                pack(BAD, sensors(3, 4, 2, false)),
                load(UUID.randomUUID(), 1)));

        assertThat(count("pack")).isEqualTo(3);
        assertThat(count("quarantine")).isEqualTo(1);
        assertThat(new Readings(database).latest(Scope.EVERYTHING, bad().id()).instances(Temperature.VALUE.family()))
                .containsExactly(0, 1, 4, 5);
    }

    /** One that was refused only for what stood before it in its batch is stored after all. */
    @Test
    void aMessageIsTriedAloneBeforeItIsKeptAside() {
        database.writing(handle -> {
            handle.execute("CREATE TABLE tries (n INTEGER)");
            // Refuses the first time only: what a trigger writes goes with the savepoint, hence the count of machines.
            handle.execute("CREATE TRIGGER crowded BEFORE INSERT ON pack WHEN NEW.origin = 1"
                    + " AND (SELECT count(*) FROM pack) = 0 BEGIN SELECT RAISE(ABORT, 'alone'); END");
        });
        intake.accept(List.of(load(BAD, 1), load(UUID.randomUUID(), 2)));
        assertThat(count("pack")).isEqualTo(2);
        assertThat(count("quarantine")).isZero();
    }

    @Test
    void aMachineHoldsSoManyReadingsAndNoMore() {
        intake.accept(List.of(pack(BAD, sensors(1, 0, 1_500, false)), load(UUID.randomUUID(), 1)));
        intake.accept(List.of(pack(BAD, sensors(2, 1_500, 1_500, false)), load(UUID.randomUUID(), 1)));
        assertThat(count("pack"))
                .as("the second is refused, the others are not")
                .isEqualTo(3);

        new IncidentSweep(
                        database,
                        new StoredCalendar(database, Clock.systemUTC()),
                        machine -> new Readings(database).latest(Scope.EVERYTHING, machine))
                .sweep(NOW.plus(Duration.ofHours(1)));

        // Its page is there, and what it reports from now on is as well.
        assertThat(new Readings(database).latest(Scope.EVERYTHING, bad().id()).size())
                .isEqualTo(1_502);
        intake.accept(List.of(pack(BAD, sensors(3, 0, 10, true))));
        assertThat(new Readings(database).latest(Scope.EVERYTHING, bad().id()).size())
                .isEqualTo(12);
    }

    @Test
    void aMachineBeginsSoManySeriesADayAndNoMore() {
        for (int i = 0; i < 5; i++) {
            intake.accept(List.of(pack(BAD, sensors(i, 1_500 * i, 1_500, true))));
        }
        assertThat(count("rollup_day")).isBetween(6_000L - 1_500, 6_000L + 4);
        intake.accept(List.of(load(UUID.randomUUID(), 1)));
        assertThat(count("machine")).isEqualTo(2);
    }

    @Test
    void latestValuesThatCannotBeReadAreReplacedByTheNextCompleteReport() {
        intake.accept(List.of(pack(BAD, sensors(1, 0, 3, true))));
        database.writing(handle -> handle.execute("UPDATE latest SET body = x'FF00FF'"));
        assertThat(new Readings(database).latest(Scope.EVERYTHING, bad().id()).isEmpty())
                .isTrue();

        intake.accept(List.of(pack(BAD, sensors(2, 0, 2, true))));

        assertThat(new Readings(database).latest(Scope.EVERYTHING, bad().id()).size())
                .isEqualTo(4);
        assertThat(count("quarantine")).isZero();
    }

    @Test
    void aDamagedPageIsNoFaultOfTheMessage() throws Exception {
        intake.accept(List.of(pack(BAD, sensors(1, 0, 1_000, true))));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Database.FILE));
                Statement checkpoint = other.createStatement()) {
            checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        try (FileChannel file = FileChannel.open(directory.resolve(Database.FILE), StandardOpenOption.WRITE)) {
            ByteBuffer garbage = ByteBuffer.allocate(64);
            while (garbage.hasRemaining()) {
                garbage.put((byte) 0xFF);
            }
            for (long page = 20; page * 4096 < file.size(); page++) {
                file.write(garbage.flip(), page * 4096);
            }
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> intake.accept(List.of(pack(BAD, sensors(2, 0, 1_000, true))))))
                .satisfies(error -> assertThat(org.socle.fleet.store.DatabaseTrouble.of(error))
                        .isEqualTo(org.socle.fleet.store.DatabaseTrouble.DAMAGED));
    }

    private Machine bad() {
        return database.<Machine, RuntimeException>read(
                handle -> new MachineTable().find(handle, BAD).orElseThrow());
    }

    @Test
    void garbageOnEachChannelIsRefusedAndKeepsNothingUp() {
        List<Arrival> batch = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            batch.add(new Arrival(Topics.of(BAD, channel), "[[[[".getBytes(UTF_8), "text/plain", NOW));
        }
        batch.add(load(UUID.randomUUID(), 1));
        intake.accept(batch);
        assertThat(count("pack")).isEqualTo(1);
        assertThat(count("quarantine")).isZero();
    }

    /** A clock a day ahead would hide every later reading of its machine. */
    @Test
    void aPackOfTomorrowIsTakenAndOneOfLaterIsRefused() {
        UUID early = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        assertThat(intake.accept(List.of(
                        pack(early, TestDevice.load(NOW.plus(Duration.ofDays(1)).getEpochSecond(), 1, 42)),
                        pack(later, TestDevice.load(NOW.plus(Duration.ofDays(1)).getEpochSecond() + 1, 1, 42)))))
                .isEqualTo(1);
        assertThat(database.<List<String>, RuntimeException>read(handle -> handle.createQuery(
                                "SELECT device FROM pack JOIN machine ON machine.id = pack.machine")
                        .mapTo(String.class)
                        .list()))
                .containsExactly(early.toString());
        assertThat(count("quarantine")).as("refused, not kept aside").isZero();
    }
}
