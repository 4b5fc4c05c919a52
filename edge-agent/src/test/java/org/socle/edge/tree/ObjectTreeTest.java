package org.socle.edge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.probe.Readings;

class ObjectTreeTest {
    private static final Instant EARLY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    private final ObjectTree tree = new ObjectTree(InstanceNumbers.inMemory());

    @Test
    void listsWhatIsNewOrDiffers() {
        assertThat(tree.apply("processor", processor(40, 1_600).list(), EARLY))
                .containsExactly(
                        new Change(Processor.LOAD, 0, 40L, EARLY), new Change(Processor.FREQUENCY, 0, 1_600L, EARLY));
        assertThat(tree.apply("processor", processor(41, 1_600).list(), LATER))
                .containsExactly(new Change(Processor.LOAD, 0, 41L, LATER));
        assertThat(tree.apply("processor", processor(41, 1_600).list(), LATER)).isEmpty();
    }

    @Test
    void aSnapshotHoldsEverythingWithTheTimeItWasLastRead() {
        tree.apply("processor", processor(40, 1_600).list(), EARLY);
        tree.apply("processor", processor(40, 1_600).list(), LATER);
        assertThat(tree.snapshot())
                .containsExactly(
                        new Change(Processor.LOAD, 0, 40L, LATER), new Change(Processor.FREQUENCY, 0, 1_600L, LATER));
    }

    @Test
    void whatAProbeNoLongerSaysIsGone() {
        Readings two = new Readings();
        two.put(Storage.MODEL, "sda", "ST3500418AS");
        two.put(Storage.MODEL, "sdb", "USB DISK");
        tree.apply("storage", two.list(), EARLY);
        Readings one = new Readings();
        one.put(Storage.MODEL, "sda", "ST3500418AS");

        assertThat(tree.apply("storage", one.list(), LATER)).isEmpty();
        assertThat(tree.value(Storage.MODEL.path(0))).contains("ST3500418AS");
        assertThat(tree.value(Storage.MODEL.path(1))).isEmpty();
        assertThat(tree.snapshot()).hasSize(2);

        assertThat(tree.apply("storage", two.list(), LATER))
                .as("back again, it is news under its old number")
                .containsExactly(
                        new Change(Storage.DEVICE, 1, "sdb", LATER), new Change(Storage.MODEL, 1, "USB DISK", LATER));
    }

    @Test
    void aProbesReadingsLeaveThoseOfOthersAlone() {
        tree.apply("processor", processor(40, 1_600).list(), EARLY);
        tree.apply("memory", memory(8_056_892).list(), EARLY);
        tree.apply("processor", List.of(), LATER);
        assertThat(tree.snapshot()).containsExactly(new Change(Memory.TOTAL, 0, 8_056_892L, EARLY));
    }

    @Test
    void instancesAreNumberedByFamilyInTheOrderTheyAreMet() {
        Readings readings = new Readings();
        readings.put(FileSystem.TYPE, "/", "ext4");
        readings.put(FileSystem.TYPE, "/boot/efi", "vfat");
        readings.put(Storage.KIND, "sda", "hdd");
        assertThat(tree.apply("all", readings.list(), EARLY).stream()
                        .map(change -> change.path() + " " + change.value())
                        .toList())
                .containsExactly(
                        FileSystem.MOUNT.path(0) + " /",
                        FileSystem.TYPE.path(0) + " ext4",
                        FileSystem.MOUNT.path(1) + " /boot/efi",
                        FileSystem.TYPE.path(1) + " vfat",
                        Storage.DEVICE.path(0) + " sda",
                        Storage.KIND.path(0) + " hdd");
    }

    @Test
    void aSnapshotFollowsTheCatalogueWhateverTheOrderOfProbes() {
        Readings disks = new Readings();
        disks.put(Storage.KIND, "sda", "hdd");
        disks.put(Storage.MODEL, "sda", "ST3500418AS");
        Readings identity = new Readings();
        identity.put(Device.MODEL, "OptiPlex 7010");
        identity.put(Device.MANUFACTURER, "Dell Inc.");
        Stream.of(disks, memory(1), identity)
                .forEach(readings -> tree.apply(readings.toString(), readings.list(), EARLY));

        assertThat(tree.snapshot().stream()
                        .map(change -> change.resource().key())
                        .toList())
                .isEqualTo(List.of(
                        "device.manufacturer",
                        "device.model",
                        "memory.total",
                        "storage.device",
                        "storage.model",
                        "storage.kind"));
    }

    private static Readings processor(long load, long frequency) {
        Readings readings = new Readings();
        readings.put(Processor.LOAD, load);
        readings.put(Processor.FREQUENCY, frequency);
        return readings;
    }

    private static Readings memory(long total) {
        Readings readings = new Readings();
        readings.put(Memory.TOTAL, total);
        return readings;
    }
}
