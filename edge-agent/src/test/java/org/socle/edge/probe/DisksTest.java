package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisksTest {
    private FakeMachine machine;

    @BeforeEach
    void machine(@TempDir Path root) {
        machine = new FakeMachine(root);
    }

    @Test
    void aStickIsReadOnlyWhenTheSystemRunsFromIt() {
        disk("sda", 15_633_408, 1);
        assertThat(names()).isEmpty();
        machine.with("proc/self/mountinfo", "27 1 8:1 / /media/eleve/CLE rw - vfat /dev/sda1 rw");
        assertThat(names()).isEmpty();
        machine.with("proc/self/mountinfo", "27 1 8:2 / / rw,noatime - ext4 /dev/sda2 rw");
        assertThat(names()).containsExactly("sda");
    }

    @Test
    void aDiskOnUsbIsPluggedInThoughItDoesNotSaySo() {
        machine.with("sys/devices/pci0/usb1/1-1/block/sdb/size", 976_773_168)
                .with("sys/devices/pci0/usb1/1-1/block/sdb/removable", 0)
                .with("sys/devices/pci0/ata1/block/sda/size", 976_773_168)
                .with("sys/devices/pci0/ata1/block/sda/removable", 0)
                .linked("sys/block/sdb", "../devices/pci0/usb1/1-1/block/sdb")
                .linked("sys/block/sda", "../devices/pci0/ata1/block/sda");
        assertThat(names()).containsExactly("sda");
    }

    @Test
    void oneNameBeginningLikeAnotherIsNotTakenForIt() {
        disk("sda", 15_633_408, 1);
        disk("sdaa", 15_633_408, 1);
        machine.with("proc/self/mountinfo", "27 1 65:162 / / rw - ext4 /dev/sdaa2 rw");
        assertThat(names()).containsExactly("sdaa");
    }

    @Test
    void readersWithoutACardAndAreasOfADiskAreNone() {
        disk("mmcblk0", 61_071_360, 0);
        disk("mmcblk0boot0", 8_192, 0);
        disk("mmcblk1", 0, 0);
        disk("nvme0n1", 2_000_409_264, 0);
        disk("md0", 100, 0);
        disk("zram0", 100, 0);
        assertThat(names()).containsExactly("mmcblk0", "nvme0n1");
    }

    private void disk(String name, long sectors, int removable) {
        machine.with("sys/block/" + name + "/size", sectors).with("sys/block/" + name + "/removable", removable);
    }

    private List<String> names() {
        return Disks.list(machine.files()).stream().map(Disks.Disk::name).toList();
    }
}
