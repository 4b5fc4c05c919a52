package org.socle.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.socle.edge.source.SysFs;

/**
 * Says whether the state directory is on a disk that forgets at each stop of the machine, as schools have it done by overlayroot, the
 * overlay of Raspberry Pi OS or a live system, and which volume would keep it. By {@code /proc/mounts} and {@code /proc/cmdline}; what
 * freezes a disk below the system, nothing on the machine can tell: the server does.
 */
final class FrozenState {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> LAYERED = Set.of("overlay", "overlayfs", "aufs");

    /** Those that keep owners and rights, and that SQLite can lock. */
    private static final Set<String> KEEPING = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

    /** How overlayroot, Raspberry Pi OS and live systems are told on the kernel's command line to keep changes in memory. */
    private static final List<String> FREEZING = List.of("overlayroot=tmpfs", "boot=overlay", "boot=live");

    private static final List<String> NOT_FOR_DATA =
            List.of("/boot", "/efi", "/snap", "/run", "/media/root-ro", "/proc", "/sys");

    private record Mount(String device, String at, String type, List<String> options) {
        boolean holds(String path) {
            return at.equals("/") || path.equals(at) || path.startsWith(at + "/");
        }

        Optional<String> option(String name) {
            return options.stream()
                    .filter(option -> option.startsWith(name + "="))
                    .map(option -> option.substring(name.length() + 1))
                    .findFirst();
        }
    }

    private FrozenState() {}

    /** What is wrong, and what to do; nothing when the directory lasts, as far as the machine can tell. */
    static List<String> lines(SysFs files, Path directory, Messages messages) {
        List<Mount> mounts = mounts(files);
        String path = directory.toAbsolutePath().toString();
        Optional<Mount> on = on(mounts, path);
        if (on.isEmpty() || !forgets(files, mounts, on.get())) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(messages.text("state.frozen", path, on.get().at(), on.get().type()));
        Optional<String> lasting = lasting(mounts).map(mount -> mount.at() + "/socle-agent");
        if (lasting.isEmpty()) {
            lines.add("→ " + messages.text("state.frozen.none"));
            return lines;
        }
        lines.add("→ " + messages.text("state.frozen.make", lasting.get()));
        lines.add("→ " + messages.text("state.frozen.set", lasting.get()));
        lines.add("→ " + messages.text("state.frozen.allow", lasting.get()));
        return lines;
    }

    private static boolean forgets(SysFs files, List<Mount> mounts, Mount on) {
        if (IN_MEMORY.contains(on.type())) {
            return true;
        }
        if (!LAYERED.contains(on.type())) {
            return false;
        }
        String told = files.read("proc/cmdline").orElse("");
        if (on.at().equals("/") && FREEZING.stream().anyMatch(told::contains)) {
            return true;
        }
        List<Mount> others = mounts.stream().filter(mount -> !mount.equals(on)).toList();
        return on.option("upperdir")
                .flatMap(upper -> on(others, upper))
                .filter(mount -> IN_MEMORY.contains(mount.type()))
                .isPresent();
    }

    /** The volume a path is on: the deepest, and of several at one place the last. */
    private static Optional<Mount> on(List<Mount> mounts, String path) {
        Map<Integer, Mount> byDepth = new TreeMap<>();
        mounts.stream()
                .filter(mount -> mount.holds(path))
                .forEach(mount -> byDepth.put(mount.at().length(), mount));
        return byDepth.values().stream().reduce((shallow, deep) -> deep);
    }

    private static Optional<Mount> lasting(List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> KEEPING.contains(mount.type()))
                .filter(mount -> mount.device().startsWith("/dev/"))
                .filter(mount -> mount.options().contains("rw"))
                .filter(mount -> !mount.at().equals("/"))
                .filter(mount -> NOT_FOR_DATA.stream()
                        .noneMatch(not -> mount.at().equals(not) || mount.at().startsWith(not + "/")))
                .min(Comparator.comparing((Mount mount) -> mount.at().length()).thenComparing(Mount::at));
    }

    private static List<Mount> mounts(SysFs files) {
        return files.lines("proc/mounts").stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length >= 4)
                .map(parts -> new Mount(
                        plain(parts[0]),
                        plain(parts[1]),
                        parts[2],
                        Stream.of(parts[3].split(",")).map(FrozenState::plain).toList()))
                .toList();
    }

    /** The kernel writes blanks and the like as octal numbers. */
    private static String plain(String text) {
        return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
