package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.publish.Entry.Stamp;

/** The outbox on a small disk of its own, really full and really read-only. Needs root. */
@Tag("process")
@EnabledIf("root")
class OutboxDiskTest {
    private static final long ROOM = 64 << 20;

    @TempDir
    private Path disk;

    static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    @BeforeEach
    void mount() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    private static long append(Outbox outbox, int uptime) {
        List<Sample> samples = IntStream.range(0, 40)
                .mapToObj(instance -> new Sample(Processor.LOAD, 0, 0, (long) (uptime + instance) % 100))
                .toList();
        return outbox.append(new Stamp("boot", uptime, uptime, true), samples);
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).contains("No space left");
        }
    }

    @Test
    void aFullDiskSilencesNobodyAndLosesNothing() throws Exception {
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            append(outbox, 1);
            int known = outbox.of(FileSystem.MOUNT.family(), "/");
            fill();
            int written = 1;
            while (outbox.state().equals("disk")) {
                append(outbox, ++written);
                assertThat(written).as("the disk must be full by now").isLessThan(5_000);
            }
            append(outbox, ++written);
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/")).isEqualTo(known);
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/srv")).isEqualTo(known + 1);
            List<Entry> all = outbox.after(Long.MIN_VALUE, 10_000);
            assertThat(all).hasSize(written);
            assertThat(all).extracting(Entry::sequence).isSorted();

            // What is acknowledged does not come again, whether the disk lets it be deleted or not.
            all.subList(0, written - 1).forEach(entry -> outbox.remove(entry.sequence()));
            assertThat(outbox.after(Long.MIN_VALUE, 10_000))
                    .extracting(Entry::sequence)
                    .containsExactly(all.get(written - 1).sequence());
            assertThat(outbox.packs()).isEqualTo(1);

            Files.delete(disk.resolve("filler"));
            outbox.tryAgainNow();
            append(outbox, ++written);
            assertThat(outbox.state()).isEqualTo("disk");
            assertThat(outbox.packs()).isEqualTo(2);
        }
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            assertThat(outbox.packs()).isEqualTo(2);
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/srv")).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsInMemoryIsOnTheDiskAfterANormalStop() throws Exception {
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            append(outbox, 1);
            fill();
            int written = 1;
            while (outbox.state().equals("disk")) {
                append(outbox, ++written);
            }
            Files.delete(disk.resolve("filler"));
            assertThat(outbox.state()).isEqualTo("memory");
        }
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            assertThat(outbox.state()).isEqualTo("disk");
            assertThat(outbox.packs()).isGreaterThan(1);
        }
    }

    @Test
    void theSenderSeesEachPackThoughEarlierOnesAreSentAndForgotten() throws Exception {
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            append(outbox, 1);
            fill();
            long last = Long.MIN_VALUE;
            for (int written = 2; written < 60; written++) {
                if (written == 50) {
                    Files.delete(disk.resolve("filler"));
                    outbox.tryAgainNow();
                }
                long sequence = append(outbox, written);
                List<Entry> next = outbox.after(last, 10);
                assertThat(next).extracting(Entry::sequence).endsWith(sequence);
                last = sequence;
                next.forEach(entry -> outbox.remove(entry.sequence()));
            }
            assertThat(outbox.state()).isEqualTo("disk");
            assertThat(outbox.packs()).isZero();
        }
    }

    @Test
    void aReadOnlyDiskIsReadAndTheRestWaitsInMemory() throws Exception {
        long first;
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            outbox.of(FileSystem.MOUNT.family(), "/");
            outbox.of(FileSystem.MOUNT.family(), "/srv");
            first = append(outbox, 1);
        }
        run("mount", "-o", "remount,ro", disk.toString());
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            assertThat(outbox.state()).isEqualTo("memory");
            assertThat(outbox.of(FileSystem.MOUNT.family(), "/srv")).isEqualTo(1);
            long second = append(outbox, 2);
            assertThat(outbox.after(Long.MIN_VALUE, 10))
                    .extracting(Entry::sequence)
                    .containsExactly(first, second);
            outbox.remove(first);

            run("mount", "-o", "remount,rw", disk.toString());
            outbox.tryAgainNow();
            long third = append(outbox, 3);
            assertThat(outbox.state()).isEqualTo("disk");
            assertThat(outbox.after(Long.MIN_VALUE, 10))
                    .extracting(Entry::sequence)
                    .containsExactly(second, third);
        }
        try (Outbox outbox = Outbox.open(disk, ROOM)) {
            assertThat(outbox.packs()).isEqualTo(2);
        }
    }
}
