package org.socle.fleet.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.store.Database;

class ReadingBufferTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final ReadingTable table = new ReadingTable();

    @Test
    void whatIsStoredIsWhatTheTableWouldHaveStored(@TempDir Path directory) {
        ReadingBuffer buffer = new ReadingBuffer(START);
        List<String> atOnce;
        List<String> buffered;
        try (Database database = Database.open(directory.resolve("at-once"))) {
            database.writing(handle -> {
                fill(handle, table);
            });
            atOnce = database.<List<String>, RuntimeException>read(ReadingBufferTest::all);
        }
        try (Database database = Database.openToFill(directory.resolve("buffered"))) {
            database.writing(handle -> {
                fill(handle, buffer);
            });
            assertThat(database.<List<String>, RuntimeException>read(ReadingBufferTest::all))
                    .noneMatch(row -> row.startsWith("rollup_day"));
            database.writing(buffer::flush);
            database.writing(buffer::flush);
            buffered = database.<List<String>, RuntimeException>read(ReadingBufferTest::all);
        }

        assertThat(atOnce).hasSizeGreaterThan(300);
        assertThat(buffered).isEqualTo(atOnce);
    }

    private static void fill(Handle handle, ReadingStore store) {
        Random random = new Random(5);
        for (int machine = 0; machine < 3; machine++) {
            long id = new MachineTable()
                    .findOrAdd(handle, new UUID(0, machine), START)
                    .id();
            for (int i = 0; i < 90; i++) {
                Instant at = START.plus(Duration.ofMinutes(20L * i + machine));
                Pack pack = new Pack(
                        at.getEpochSecond(),
                        List.of(
                                new Sample(Agent.PACK, 0, 0, (long) i),
                                new Sample(Processor.LOAD, 0, -600, (long) random.nextInt(100)),
                                new Sample(Processor.LOAD, 0, 0, (long) random.nextInt(100)),
                                new Sample(Memory.USED, 0, -60, (long) random.nextInt(100))));
                assertThat(store.add(handle, id, pack, at, at)).isTrue();
                List<Reading> readings = Snapshot.readingsOf(pack, at);
                store.rollUp(handle, id, readings);
                store.latest(handle, id, store.latest(handle, id).with(readings, false));
            }
        }
    }

    private static List<String> all(Handle handle) {
        List<String> rows = new ArrayList<>();
        for (String name : List.of("rollup_hour", "rollup_day", "latest", "pack")) {
            handle.createQuery("SELECT * FROM " + name)
                    .mapToMap()
                    .forEach(row -> rows.add(name
                            + row.values().stream()
                                    .map(value -> value instanceof byte[] bytes
                                            ? java.util.HexFormat.of().formatHex(bytes)
                                            : String.valueOf(value))
                                    .toList()));
        }
        return rows;
    }

    @Test
    void packsOfALongPastAreNotKept(@TempDir Path directory) {
        try (Database database = Database.open(directory)) {
            ReadingBuffer buffer = new ReadingBuffer(START.plusSeconds(1));
            database.writing(handle -> {
                fill(handle, buffer);
            });

            assertThat(database.<List<String>, RuntimeException>read(ReadingBufferTest::all))
                    .filteredOn(row -> row.startsWith("pack"))
                    .hasSize(3 * 90 - 1);
        }
    }
}
