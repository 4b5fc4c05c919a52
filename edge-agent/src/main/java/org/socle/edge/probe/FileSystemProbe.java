package org.socle.edge.probe;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socle.contract.catalogue.FileSystem;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.Volumes;

/**
 * Local file systems on disks, each once. Sticks and disks people plug in are theirs: what is mounted below {@code
 * /media} and {@code /run/media} is not read.
 *
 * <pre>
 * filesystem.mount[/] = /
 * filesystem.type[/] = ext4
 * filesystem.size[/] = 238235488 KiB
 * filesystem.available[/] = 180113256 KiB
 * filesystem.fill[/] = 21 /100
 * filesystem.read_only[/] = false
 * filesystem.remounted_read_only[/] = false
 * filesystem.errors[/] = 0 count
 * </pre>
 */
final class FileSystemProbe implements Probe {
    private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs");

    /** In these, what is mounted is a part of the volume by design. */
    private static final Set<String> WITH_SUBVOLUMES = Set.of("btrfs", "bcachefs");

    /** Places that are the same on every machine (Filesystem Hierarchy Standard 3.0, and where boot loaders are put). */
    private static final Set<String> STANDARD = Set.of(
            "/",
            "/boot",
            "/boot/efi",
            "/boot/firmware",
            "/efi",
            "/esp",
            "/home",
            "/mnt",
            "/opt",
            "/root",
            "/srv",
            "/tmp",
            "/usr",
            "/usr/local",
            "/var",
            "/var/cache",
            "/var/lib",
            "/var/log",
            "/var/tmp");

    /** Names the kernel gives, in which nobody has a say; those of volume managers are people's. */
    private static final Pattern KERNELS =
            Pattern.compile("((sd|vd|xvd|hd)[a-z]+|nvme\\d+n|mmcblk|dm-|md|nbd|bcache|ubi)\\d*(p?\\d+)?");

    private final SysFs files;
    private final Volumes volumes;

    FileSystemProbe(SysFs files, Volumes volumes) {
        this.files = files;
        this.volumes = volumes;
    }

    /** A line of {@code proc/self/mountinfo}. */
    record Mount(String device, String root, String point, String type, String source, boolean readOnly) {}

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public boolean present() {
        return !local(files.lines("proc/self/mountinfo")).isEmpty();
    }

    @Override
    public void read(Readings out) {
        Map<String, Boolean> wanted = readOnlyByFstab(files.lines("etc/fstab"));
        Set<String> names = new HashSet<>();
        for (Mount mount : local(files.lines("proc/self/mountinfo"))) {
            String name = unlike(names, mount);
            out.put(FileSystem.MOUNT, name, name);
            out.put(FileSystem.TYPE, name, mount.type);
            volumes.space(mount.point).filter(space -> space.total() > 0).ifPresent(space -> {
                out.put(FileSystem.SIZE, name, space.total() / 1024);
                out.put(FileSystem.AVAILABLE, name, space.available() / 1024);
                fill(space).ifPresent(fill -> out.put(FileSystem.FILL, name, fill));
            });
            out.put(FileSystem.READ_ONLY, name, mount.readOnly);
            Boolean readOnlyWanted = wanted.get(mount.point);
            if (readOnlyWanted != null) {
                out.put(FileSystem.REMOUNTED_READ_ONLY, name, mount.readOnly && !readOnlyWanted);
            }
            out.putIf(FileSystem.ERRORS, name, errors(mount));
        }
    }

    /** What ext4 has recorded on the volume since it was last checked; other file systems keep no such count. */
    private Optional<Long> errors(Mount mount) {
        return files.readCount("sys/fs/ext4/" + device(mount) + "/errors_count");
    }

    private String unlike(Set<String> names, Mount mount) {
        String name = shown(mount.point, device(mount));
        for (int number = 2; !names.add(name); number++) {
            name = shown(mount.point, device(mount) + " " + number);
        }
        return name;
    }

    /** The kernel's name of the volume, such as {@code sda2}. */
    private String device(Mount mount) {
        return Stream.of(
                        files.link("sys/dev/block/" + mount.device),
                        // A btrfs shows a number of no device; what its mapper's name links to is the kernel's again.
                        files.link(mount.source.substring(1)),
                        Optional.of(mount.source))
                .flatMap(Optional::stream)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> KERNELS.matcher(name).matches())
                .findFirst()
                .orElse(mount.type);
    }

    /** What people call it. Where somebody chose the name it may be a person's: then the volume's own, {@code /srv/… (sdb1)}. */
    static String shown(String point, String device) {
        if (STANDARD.contains(point)) {
            return point;
        }
        int end = point.indexOf('/', 1);
        String top = end < 0 ? point : point.substring(0, end);
        return (STANDARD.contains(top) ? top : "") + "/… (" + device + ")";
    }

    /** As {@code df} counts: what is used, of what people can use; full is never rounded away. */
    static Optional<Long> fill(Volumes.Space space) {
        long used = space.total() - space.free();
        long usable = used + space.available();
        if (used < 0 || usable <= 0) {
            return Optional.empty();
        }
        return Optional.of((long) Math.ceil(100.0 * used / usable));
    }

    /** The mounts of local disks; of several mounts of one device the one with the shortest path. */
    static Collection<Mount> local(List<String> mountinfo) {
        Map<String, Mount> byDevice = new LinkedHashMap<>();
        for (String line : mountinfo) {
            parse(line)
                    .filter(FileSystemProbe::counts)
                    .ifPresent(mount -> byDevice.merge(
                            mount.type.equals("btrfs") ? mount.source : mount.device,
                            mount,
                            (a, b) -> b.point.length() < a.point.length() ? b : a));
        }
        return byDevice.values();
    }

    private static boolean counts(Mount mount) {
        return mount.source.startsWith("/dev/")
                && !mount.source.startsWith("/dev/loop")
                && !mount.source.startsWith("/dev/zram")
                && !mount.source.startsWith("/dev/ram")
                && !mount.source.startsWith("/dev/sr")
                && !mount.source.equals("/dev/fuse")
                && !IMAGES.contains(mount.type)
                // A directory mounted a second time elsewhere (containers do so) is no file system of its own.
                && (mount.root.equals("/") || WITH_SUBVOLUMES.contains(mount.type))
                && !mount.point.startsWith("/media/")
                && !mount.point.startsWith("/run/media/");
    }

    /** {@code 27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro}. */
    static Optional<Mount> parse(String line) {
        int dash = line.indexOf(" - ");
        if (dash < 0) {
            return Optional.empty();
        }
        String[] first = line.substring(0, dash).split(" ", -1);
        String[] second = line.substring(dash + 3).split(" ", -1);
        if (first.length < 6 || second.length < 2) {
            return Optional.empty();
        }
        // The volume's own state, after the dash: a sandbox such as systemd's shows the agent sound volumes as
        // read-only.
        boolean readOnly = asksReadOnly(second.length > 2 ? second[2] : first[5]);
        return Optional.of(
                new Mount(first[2], unescape(first[3]), unescape(first[4]), second[0], unescape(second[1]), readOnly));
    }

    /** Whether fstab asks for each mount point to be read-only. */
    static Map<String, Boolean> readOnlyByFstab(List<String> fstab) {
        Map<String, Boolean> wanted = new HashMap<>();
        for (String line : fstab) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length >= 4 && !fields[0].startsWith("#")) {
                wanted.put(unescape(fields[1]), asksReadOnly(fields[3]));
            }
        }
        return wanted;
    }

    private static boolean asksReadOnly(String options) {
        return Arrays.asList(options.split(",", -1)).contains("ro");
    }

    /** Blanks in paths are written as octal numbers. */
    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
