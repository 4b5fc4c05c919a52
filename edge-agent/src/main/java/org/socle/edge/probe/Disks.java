package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.socle.edge.source.SysFs;

/**
 * The machine's own whole disks, as the kernel lists them in {@code sys/block}. No stick or disk somebody plugged in:
 * those are read only when the system runs from them, as it does on some totems.
 */
final class Disks {
    private static final String BLOCK = "sys/block/";

    /** SATA, SAS and USB; NVMe; cards and eMMC without their boot areas. Not virtio, device mapper, RAID, loop or RAM. */
    private static final Pattern NAMES = Pattern.compile("sd[a-z]+|hd[a-z]|nvme\\d+n\\d+|mmcblk\\d+");

    private Disks() {}

    /** What the kernel says of a disk, without asking the disk. */
    record Disk(String name, Optional<String> model, Optional<String> kind, long bytes) {

        /** Whether it is a card or an eMMC, of which smartctl knows nothing. */
        boolean card() {
            return name.startsWith("mmcblk");
        }
    }

    static List<Disk> list(SysFs files) {
        List<String> mountinfo = files.lines("proc/self/mountinfo");
        return files.list(BLOCK).stream()
                .filter(name -> NAMES.matcher(name).matches())
                // A card reader without a card has no size.
                .filter(name -> files.readLong(BLOCK + name + "/size").orElse(0L) > 0)
                .filter(name -> !pluggedIn(files, name) || carriesSystem(mountinfo, name))
                .map(name -> disk(files, name))
                .toList();
    }

    private static boolean pluggedIn(SysFs files, String name) {
        return files.readLong(BLOCK + name + "/removable").orElse(0L) == 1
                || files.link(BLOCK + name).orElse("").contains("/usb");
    }

    private static boolean carriesSystem(List<String> mountinfo, String name) {
        Pattern partition = Pattern.compile("/dev/" + name + "(p?\\d+)?");
        return mountinfo.stream()
                .flatMap(line -> FileSystemProbe.parse(line).stream())
                .anyMatch(mount -> partition.matcher(mount.source()).matches()
                        && (mount.point().equals("/") || mount.point().startsWith("/boot")));
    }

    private static Disk disk(SysFs files, String name) {
        String path = BLOCK + name + "/";
        Optional<String> model = files.read(path + "device/model").or(() -> files.read(path + "device/name"));
        long bytes = files.readLong(path + "size").orElse(0L) * 512;
        return new Disk(name, model.map(String::strip), kind(files, name, path), bytes);
    }

    private static Optional<String> kind(SysFs files, String name, String path) {
        if (name.startsWith("nvme")) {
            return Optional.of("nvme");
        }
        if (name.startsWith("mmcblk")) {
            return files.read(path + "device/type").flatMap(type -> switch (type) {
                case "SD" -> Optional.of("sd");
                case "MMC" -> Optional.of("emmc");
                default -> Optional.empty();
            });
        }
        // 1 is also what a bridge says that does not know: only the other answer is one.
        return files.readLong(path + "queue/rotational")
                .filter(turns -> turns == 0)
                .map(turns -> "ssd");
    }
}
