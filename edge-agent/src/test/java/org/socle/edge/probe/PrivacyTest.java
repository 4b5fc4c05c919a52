package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.source.Commands;
import org.socle.edge.source.RecordedVolumes;

/** What somebody has named may bear a person's name: it stays on the machine. */
class PrivacyTest {
    private FakeMachine machine;

    @BeforeEach
    void open(@TempDir Path root) {
        machine = new FakeMachine(root);
    }

    @Test
    void placesPeopleNamedAreCalledByTheirVolume() throws IOException {
        machine.with("proc/self/mountinfo", """
                27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
                28 27 8:1 / /boot/efi rw,relatime shared:2 - vfat /dev/sda1 rw
                29 27 8:33 / /media/marie.dupont/CLE rw,relatime shared:3 - vfat /dev/sdc1 rw
                30 27 8:5 / /home/marie.dupont rw,relatime shared:4 - ext4 /dev/sda5 rw
                31 27 8:6 / /mnt/marie.dupont rw,relatime shared:5 - ext4 /dev/sda6 rw
                32 27 8:7 / /mnt/jean\\040dupont rw,relatime shared:6 - ext4 /dev/sda7 rw
                33 27 8:17 / /marie rw,relatime shared:7 - ext4 /dev/sdb1 rw
                35 27 0:35 /@data /data rw,relatime shared:9 - btrfs /dev/mapper/vg_jean.dupont-data rw
                36 27 0:36 /@more /more rw,relatime shared:9 - btrfs /dev/mapper/vg_jean.dupont-more rw
                37 27 0:37 / /srv/jean rw,relatime shared:9 - btrfs /dev/mapper/jean rw
                34 27 253:0 / /srv/photos-de-marie rw,relatime shared:8 - ext4 /dev/mapper/vg-marie rw
                """)
                .linked("sys/dev/block/253:0", "../../devices/virtual/block/dm-0")
                .linked("dev/mapper/jean", "../dm-7");
        machine.with("volumes", "/home/marie.dupont 1048576000 524288000 524288000");

        Map<String, Object> told =
                FakeMachine.read(new FileSystemProbe(machine.files(), new RecordedVolumes(machine.files())));

        assertThat(told.keySet().stream().filter(key -> key.startsWith("filesystem.type")))
                .containsExactly(
                        "filesystem.type[/]",
                        "filesystem.type[/boot/efi]",
                        "filesystem.type[/home/… (sda5)]",
                        "filesystem.type[/mnt/… (sda6)]",
                        "filesystem.type[/mnt/… (sda7)]",
                        "filesystem.type[/… (sdb1)]",
                        "filesystem.type[/… (btrfs)]",
                        "filesystem.type[/… (btrfs 2)]",
                        "filesystem.type[/srv/… (dm-7)]",
                        "filesystem.type[/srv/… (dm-0)]");
        assertThat(told).contains(entry("filesystem.fill[/home/… (sda5)]", 50L));
        assertThat(told.toString()).doesNotContain("marie", "jean", "dupont");
    }

    @Test
    void cardsThatAreNamedByTheirAddressAreCounted() {
        assertThat(NetworkProbe.shown(List.of("eno1", "enx00005e005301", "enx00005e005302", "wlx00005e005303")))
                .containsExactly(
                        entry("eno1", "eno1"),
                        entry("enx00005e005301", "enx"),
                        entry("enx00005e005302", "enx-2"),
                        entry("wlx00005e005303", "wlx"));
    }

    @Test
    void ofServicesOnlyThoseOfPackagesAreNamed() throws IOException {
        machine.with("run/systemd/system/x", "").with("usr/lib/systemd/system/cups.service", "");
        Map<String, Object> told = FakeMachine.read(new UnitsProbe(machine.files(), new Commands() {
            @Override
            public boolean available(String program) {
                return true;
            }

            @Override
            public Result run(List<String> command, Duration timeout) {
                return new Result(0, """
                        borg-marie.dupont.service loaded failed failed Backup of marie
                        cups.service loaded failed failed CUPS
                        user@1000.service loaded failed failed x
                        """);
            }
        }));
        assertThat(told).containsExactly(entry("machine.failed_units", 3L), entry("machine.failed_unit_names", "cups"));
    }
}
