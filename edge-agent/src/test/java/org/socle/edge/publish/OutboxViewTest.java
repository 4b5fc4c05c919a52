package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.publish.Entry.Stamp;

class OutboxViewTest {
    private static final Stamp STAMP = new Stamp("a boot", 5_000, 1_763_906_400_000L, true);

    @TempDir
    Path directory;

    @Test
    void withoutAnOutboxTheFirstPackIsNumberOne() throws Exception {
        OutboxView view = OutboxView.of(directory);
        assertThat(view.next()).isEqualTo(1);
        assertThat(view.backlog()).isEqualTo(new Backlog(0, 0, 0, 0, "disk"));
        assertThat(view.of(FileSystem.MOUNT.family(), "/")).isZero();
        assertThat(view.of(FileSystem.MOUNT.family(), "/home")).isEqualTo(1);
        assertThat(view.of(FileSystem.MOUNT.family(), "/")).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void anOutboxInUseTellsItsNextNumberAndInstances() {
        try (Outbox outbox = Outbox.open(directory, 1 << 20)) {
            assertThat(outbox.of(Storage.DEVICE.family(), "nvme0n1")).isZero();
            assertThat(outbox.of(Storage.DEVICE.family(), "sda")).isEqualTo(1);
            outbox.append(STAMP, List.of(new Sample(Processor.LOAD, 0, 0, 1L)));
            long last = outbox.append(STAMP, List.of(new Sample(Processor.LOAD, 0, 0, 2L)));

            OutboxView view = OutboxView.of(directory);

            assertThat(view.next()).isEqualTo(last + 1);
            assertThat(view.backlog())
                    .isEqualTo(outbox.backlog())
                    .isEqualTo(new Backlog(2, outbox.bytes(), 0, 0, "disk"));
            assertThat(view.of(Storage.DEVICE.family(), "sda")).isEqualTo(1);
            assertThat(view.of(Storage.DEVICE.family(), "sdb")).isEqualTo(2);
            assertThat(view.of(FileSystem.MOUNT.family(), "/")).isZero();
            assertThat(outbox.of(Storage.DEVICE.family(), "sdc"))
                    .as("the outbox itself is as it was")
                    .isEqualTo(2);
        }
    }

    @Test
    void anOutboxAtRestIsLeftAsItIs() throws Exception {
        long last;
        try (Outbox outbox = Outbox.open(directory, 1 << 20)) {
            last = outbox.append(STAMP, List.of(new Sample(Processor.LOAD, 0, 0, 2L)));
            outbox.remove(last);
        }
        List<Path> before = files();
        byte[] content = Files.readAllBytes(directory.resolve("outbox.db"));

        OutboxView view = OutboxView.of(directory);

        assertThat(view.next()).isEqualTo(last + 1);
        assertThat(view.backlog()).isEqualTo(new Backlog(0, 0, 0, 0, "disk"));
        assertThat(files()).isEqualTo(before);
        assertThat(Files.readAllBytes(directory.resolve("outbox.db"))).isEqualTo(content);
    }

    @Test
    void aBrokenOutboxIsLikeOneStillEmpty() throws Exception {
        Files.writeString(directory.resolve("outbox.db"), "no database, and long enough to look at ".repeat(100));
        assertThat(OutboxView.of(directory).next()).isEqualTo(1);
        assertThat(files()).containsExactly(directory.resolve("outbox.db"));
    }

    @Test
    void aDirectoryMayHaveAnyName() throws Exception {
        directory = Files.createDirectory(directory.resolve("été 100 % #1?"));
        long last;
        try (Outbox outbox = Outbox.open(directory, 1 << 20)) {
            last = outbox.append(STAMP, List.of(new Sample(Processor.LOAD, 0, 0, 2L)));
            assertThat(OutboxView.of(directory).next()).isEqualTo(last + 1);
        }
        assertThat(OutboxView.of(directory).next()).isEqualTo(last + 1);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
