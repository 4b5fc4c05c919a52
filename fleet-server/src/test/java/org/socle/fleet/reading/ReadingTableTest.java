package org.socle.fleet.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.store.Database;

class ReadingTableTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ReadingTable table = new ReadingTable();
    private final Database database;
    private long machine;

    ReadingTableTest(@TempDir Path directory) {
        database = Database.open(directory);
    }

    @BeforeEach
    void addMachine() {
        machine = newMachine();
    }

    private long newMachine() {
        return database.<Long, RuntimeException>write(handle ->
                new MachineTable().findOrAdd(handle, UUID.randomUUID(), NOON).id());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What the intake does with a pack of one load. */
    private boolean store(Instant at, long number, long load) {
        Pack pack = new Pack(
                at.toEpochMilli() / 1000.0,
                List.of(
                        new Sample(Agent.PACK, 0, 0, number),
                        new Sample(Processor.LOAD, 0, 0, load),
                        new Sample(Machine.UPTIME, 0, 0, 60L)));
        return database.<Boolean, RuntimeException>write(handle -> {
            boolean isNew = table.add(handle, machine, pack, at, at);
            if (isNew) {
                table.rollUp(handle, machine, Snapshot.readingsOf(pack, at));
            }
            return isNew;
        });
    }

    @Test
    void whatAnEarlierVersionStoredOfNumbersNoMachineHasIsNotShownAndNothingIsAddedToIt() {
        Pack old = new Pack(
                NOON.toEpochMilli() / 1000.0,
                List.of(
                        new Sample(Agent.PACK, 0, 0, 1L),
                        new Sample(Temperature.VALUE, 0, 0, 1.7e308),
                        new Sample(Temperature.VALUE, 0, -1, 1.7e308)));
        database.writing(handle -> {
            table.add(handle, machine, old, NOON, NOON);
            table.rollUp(handle, machine, Snapshot.readingsOf(old, NOON));
            table.latest(handle, machine, Snapshot.of(Snapshot.readingsOf(old, NOON)));
        });
        assertThat(database.<Snapshot, RuntimeException>read(handle -> table.latest(handle, machine))
                        .reading(Temperature.VALUE, 0))
                .isEmpty();
        for (Step step : Step.values()) {
            assertThat(temperatures(step)).as(step.name()).isEmpty();
        }
        Pack next = new Pack(
                NOON.plusSeconds(60).toEpochMilli() / 1000.0,
                List.of(new Sample(Agent.PACK, 0, 0, 2L), new Sample(Temperature.VALUE, 0, 0, 48.5)));
        database.writing(handle -> table.rollUp(handle, machine, Snapshot.readingsOf(next, NOON.plusSeconds(60))));
        for (Step step : List.of(Step.HOUR, Step.DAY)) {
            assertThat(temperatures(step))
                    .as(step.name())
                    .extracting(Point::n, Point::min, Point::mean, Point::max, Point::last)
                    .containsExactly(tuple(1, 48.5, 48.5, 48.5, 48.5));
        }
    }

    private List<Point> temperatures(Step step) {
        return database.<List<Point>, RuntimeException>read(handle -> table.history(
                handle,
                Scope.EVERYTHING,
                machine,
                Temperature.VALUE,
                0,
                NOON.minusSeconds(86_400),
                NOON.plusSeconds(86_400),
                step));
    }

    private List<Point> history(Instant from, Instant to, Step step) {
        return database.<List<Point>, RuntimeException>read(
                handle -> table.history(handle, Scope.EVERYTHING, machine, Processor.LOAD, 0, from, to, step));
    }

    @Test
    void hoursAndDaysSumUpWhatWasReported() {
        store(NOON, 1, 10);
        store(NOON.plus(Duration.ofMinutes(5)), 2, 50);
        store(NOON.plus(Duration.ofMinutes(90)), 3, 30);

        assertThat(history(NOON.minusSeconds(1), NOON.plus(Duration.ofHours(3)), Step.HOUR))
                .containsExactly(
                        new Point(NOON, 2, 10, 30, 50, 50),
                        new Point(NOON.plus(Duration.ofHours(1)), 1, 30, 30, 30, 30));
        assertThat(history(NOON, NOON.plus(Duration.ofDays(1)), Step.DAY))
                .containsExactly(new Point(Instant.parse("2026-11-23T00:00:00Z"), 3, 10, 30, 50, 30));
        assertThat(history(NOON, NOON.plus(Duration.ofMinutes(90)), Step.RAW))
                .extracting(Point::at, Point::last)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(NOON, 10.0),
                        org.assertj.core.groups.Tuple.tuple(NOON.plus(Duration.ofMinutes(5)), 50.0));
    }

    @Test
    void aPackDeliveredAgainChangesNothing() {
        assertThat(store(NOON, 1, 10)).isTrue();
        assertThat(store(NOON, 1, 10)).isFalse();
        // The same number resolved at another arrival, as a machine without a clock sends it.
        assertThat(store(NOON.plusSeconds(40), 1, 10)).isFalse();

        assertThat(history(NOON, NOON.plus(Duration.ofDays(1)), Step.DAY))
                .extracting(Point::n)
                .containsExactly(1);
    }

    @Test
    void aPackThatArrivesLateDoesNotTakeTheLastPlace() {
        store(NOON.plus(Duration.ofMinutes(30)), 2, 80);
        store(NOON, 1, 20);

        assertThat(history(NOON, NOON.plus(Duration.ofHours(1)), Step.HOUR))
                .containsExactly(new Point(NOON, 2, 20, 50, 80, 80));
    }

    @Test
    void aLongHistoryIsCutAtItsOldEnd() {
        database.writing(handle -> {
            for (int i = 0; i < Readings.MAX_POINTS + 10; i++) {
                Instant at = NOON.plusSeconds(i);
                table.add(
                        handle,
                        machine,
                        new Pack(at.getEpochSecond(), List.of(new Sample(Processor.LOAD, 0, 0, (long) i % 101))),
                        at,
                        at);
            }
        });

        List<Point> points = history(NOON, NOON.plus(Duration.ofDays(1)), Step.RAW);
        assertThat(points).hasSize(Readings.MAX_POINTS);
        assertThat(points.get(points.size() - 1).last()).isEqualTo((Readings.MAX_POINTS + 9) % 101);
    }

    @Test
    void daysHeardAreTheDaysWithAnUptime() {
        store(NOON, 1, 10);
        store(NOON.minus(Duration.ofDays(2)), 2, 10);
        store(NOON.minus(Duration.ofDays(40)), 3, 10);
        long silent = newMachine();

        Map<Long, Set<Instant>> days = database.<Map<Long, Set<Instant>>, RuntimeException>read(handle ->
                table.daysHeard(handle, Scope.EVERYTHING, List.of(machine, silent), NOON.minus(Duration.ofDays(29))));

        assertThat(days)
                .containsExactly(Map.entry(
                        machine, Set.of(Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"))));
    }

    @Test
    void whatIsTooOldIsForgottenAndTheDaysStay() {
        Instant old = NOON.minus(Retention.PACKS).minusSeconds(1);
        Instant older = NOON.minus(Retention.HOURS).minus(Duration.ofHours(1));
        Instant young = NOON.minus(Retention.PACKS).plusSeconds(1);
        store(older, 1, 10);
        store(old, 2, 10);
        store(young, 3, 10);
        database.writing(handle ->
                table.latest(handle, machine, Snapshot.of(List.of(new Reading(Processor.LOAD, 0, 10L, young)))));

        new Retention(database, Clock.fixed(NOON, ZoneOffset.UTC)).run();

        assertThat(history(Instant.EPOCH, NOON, Step.RAW)).extracting(Point::at).containsExactly(young);
        assertThat(history(Instant.EPOCH, NOON, Step.HOUR)).hasSize(2);
        assertThat(history(Instant.EPOCH, NOON, Step.DAY)).extracting(Point::n).containsExactly(1, 2);
    }
}
