package org.socle.edge.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.publish.Entry.Stamp;

class OutboxTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void whatIsAppendedIsThereAfterAnotherStart() {
        long sequence;
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            sequence = outbox.append(stamp("a", 5_000), List.of(load(0, 42)));
        }
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            assertThat(outbox.after(Long.MIN_VALUE, 10))
                    .containsExactly(new Entry(sequence, stamp("a", 5_000), List.of(load(0, 42))));
            assertThat(outbox.packs()).isEqualTo(1);
            assertThat(outbox.bytes()).isPositive();
        }
    }

    @Test
    void numbersAreNeverUsedTwice() {
        long last;
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            long first = outbox.append(stamp("a", 1), List.of(load(0, 1)));
            last = outbox.append(stamp("a", 2), List.of(load(0, 2)));
            assertThat(last).isEqualTo(first + 1);
            outbox.remove(first);
            outbox.remove(last);
            assertThat(outbox.packs()).isZero();
            assertThat(outbox.bytes()).isZero();
        }
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            assertThat(outbox.append(stamp("a", 3), List.of(load(0, 3)))).isGreaterThan(last);
        }
    }

    @Test
    void packsComeOldestFirstAndAfterTheOneGiven() {
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            List<Long> sequences = Stream.iterate(0, n -> n + 1)
                    .limit(5)
                    .map(n -> outbox.append(stamp("a", n), List.of(load(0, n))))
                    .toList();
            assertThat(outbox.after(sequences.get(1), 2))
                    .extracting(Entry::sequence)
                    .containsExactly(sequences.get(2), sequences.get(3));
        }
    }

    @Test
    void aFullOutboxGivesUpDetailAndKeepsEveryLastValue() {
        long maxBytes = 4_000;
        int packs = 2_000;
        try (Outbox outbox = Outbox.open(directory, maxBytes)) {
            outbox.append(stamp("a", 0), List.of(text(2, "/only-once"), load(0, 7)));
            for (int n = 1; n <= packs; n++) {
                outbox.append(
                        stamp("a", n * 300_000L),
                        List.of(
                                load(-60, n % 100),
                                new Sample(Network.RECEIVED, 0, 0, (long) n * 1_000),
                                new Sample(Memory.USED, 0, 0, (long) n % 50)));
                assertThat(outbox.bytes()).isLessThanOrEqualTo(maxBytes);
            }
            List<Entry> kept = outbox.after(Long.MIN_VALUE, 10_000);
            assertThat(lastValues(kept))
                    .containsEntry("network.received", (long) packs * 1_000)
                    .containsEntry("memory.used", (long) packs % 50)
                    .containsEntry("filesystem.mount", "/only-once");
            assertThat(kept.get(kept.size() - 1).samples()).hasSize(3);
            long samples =
                    kept.stream().mapToLong(entry -> entry.samples().size()).sum();
            assertThat(outbox.thinned()).isEqualTo(2 + packs * 3L - samples);
        }
        try (Outbox outbox = Outbox.open(directory, maxBytes)) {
            assertThat(outbox.thinned()).isPositive();
        }
    }

    @Test
    void packsOnTheirWayAreNotMerged() {
        try (Outbox outbox = Outbox.open(directory, 500)) {
            for (int n = 0; n < 5; n++) {
                outbox.append(stamp("a", n), List.of(load(0, n)));
            }
            List<Entry> sent = outbox.after(Long.MIN_VALUE, 5);
            for (int n = 5; n < 200; n++) {
                outbox.append(stamp("a", n), List.of(load(0, n)));
            }
            assertThat(outbox.after(Long.MIN_VALUE, 5)).isEqualTo(sent);
        }
    }

    @Test
    void aBrokenFileIsSetAsideAndTheAgentGoesOn() throws Exception {
        Files.write(
                directory.resolve("outbox.db"),
                "this is no database, and it is long enough to look at"
                        .repeat(100)
                        .getBytes(UTF_8));
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            outbox.append(stamp("a", 1), List.of(load(0, 1)));
            assertThat(outbox.packs()).isEqualTo(1);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("outbox-broken-")))
                    .hasSize(1);
        }
    }

    @Test
    void aMissingDirectoryIsAClearError() {
        assertThatThrownBy(() -> Outbox.open(directory.resolve("nowhere"), ROOMY))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void instancesKeepTheirNumbers() {
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/")).isZero();
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/home")).isEqualTo(1);
            assertThat(outbox.of(Network.INTERFACE.family(), "eth0")).isZero();
        }
        try (Outbox outbox = Outbox.open(directory, ROOMY)) {
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/srv")).isEqualTo(2);
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/home")).isEqualTo(1);
        }
    }

    private static Map<String, Object> lastValues(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.samples().stream())
                .collect(Collectors.toMap(sample -> sample.resource().key(), Sample::value, (old, now) -> now));
    }

    private static Sample load(double offset, long value) {
        return new Sample(Processor.LOAD, 0, offset, value);
    }

    private static Sample text(int instance, String value) {
        return new Sample(FileSystem.MOUNT, instance, 0, value);
    }

    private static Stamp stamp(String boot, long uptimeMillis) {
        return new Stamp(boot, uptimeMillis, 1_763_906_400_000L + uptimeMillis, true);
    }
}
