package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.source.SysFs;

/** By what {@code /proc/mounts} says on machines whose disk is frozen in one way or another. */
class FrozenStateTest {
    private static final String OVERLAYROOT = """
            sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
            /dev/sda1 /media/root-ro ext4 ro,relatime,errors=remount-ro 0 0
            tmpfs-root /media/root-rw tmpfs rw,relatime 0 0
            overlayroot / overlay rw,relatime,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay,workdir=/media/root-rw/overlay-workdir/_ 0 0
            /dev/sda2 /boot/efi vfat rw,relatime 0 0
            """;

    @TempDir
    Path root;

    private List<String> lines(String mounts, String commandLine) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/mounts"), mounts);
        Files.writeString(root.resolve("proc/cmdline"), commandLine);
        return FrozenState.lines(new SysFs(root), Path.of("/var/lib/socle-agent"), Messages.in(Locale.ENGLISH));
    }

    @Test
    void onOverlayrootItNamesAVolumeThatLastsWithTheLineToWrite() throws Exception {
        assertThat(lines(OVERLAYROOT + """
                        /dev/sdb1 /media/usb vfat rw,relatime 0 0
                        /dev/sda4 /srv/more ext4 rw,relatime 0 0
                        /dev/sda3 /data ext4 rw,relatime 0 0
                        """, "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet"))
                .containsExactly(
                        "/var/lib/socle-agent is on a disk that forgets all at each stop (overlay on /): what the agent"
                                + " learns and has not sent yet is lost each evening",
                        "→ while the disk is not frozen, on a volume that lasts: sudo install -d -o socle-agent -g"
                                + " socle-agent -m 0700 /data/socle-agent",
                        "→ in /etc/socle/agent.toml, below [state]: directory = \"/data/socle-agent\"",
                        "→ sudo systemctl edit socle-agent, and write: [Service] and below it"
                                + " ReadWritePaths=/data/socle-agent");
    }

    @Test
    void withoutAVolumeThatLastsItSaysWhatIsMissing() throws Exception {
        assertThat(lines(OVERLAYROOT, "quiet"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("→ no volume here lasts: leave a partition out of what is frozen");
    }

    @Test
    void aRaspberryPiWhoseOverlayHidesItsMemoryIsKnownByTheKernelsCommandLine() throws Exception {
        String pi = """
                overlay / overlay rw,noatime,lowerdir=/lower,upperdir=/upper/data,workdir=/upper/work 0 0
                /dev/mmcblk0p1 /boot/firmware vfat ro,relatime 0 0
                """;
        assertThat(lines(pi, "console=tty1 root=PARTUUID=5e3da3da-02 boot=overlay rootwait"))
                .hasSize(2);
        assertThat(lines(pi, "console=tty1 root=PARTUUID=5e3da3da-02 rootwait"))
                .as("an overlay of which nobody says that it is in memory, such as a container's")
                .isEmpty();
    }

    @Test
    void aDirectoryInMemoryForgetsAsWell() throws Exception {
        assertThat(lines("""
                        /dev/sda1 / ext4 rw,relatime 0 0
                        tmpfs /var/lib tmpfs rw,relatime 0 0
                        """, "quiet")).first().asString().contains("(tmpfs on /var/lib)");
    }

    @Test
    void anOverlayWhoseChangesAreOnADiskAndADirectoryOfItsOwnLast() throws Exception {
        assertThat(lines("""
                        /dev/sda3 /changes ext4 rw,relatime 0 0
                        overlay / overlay rw,lowerdir=/lower,upperdir=/changes/upper,workdir=/changes/work 0 0
                        """, "quiet")).isEmpty();
        assertThat(lines(OVERLAYROOT + "/dev/sda3 /var/lib/socle-agent ext4 rw,relatime 0 0\n", "quiet"))
                .isEmpty();
        assertThat(lines("/dev/sda1 / ext4 rw,relatime 0 0\n", "quiet")).isEmpty();
    }
}
