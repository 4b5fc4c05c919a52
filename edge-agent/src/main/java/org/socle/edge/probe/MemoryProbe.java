package org.socle.edge.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.socle.contract.catalogue.Memory;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Memory and swap, from {@code proc/meminfo}: what has no line there is not told.
 *
 * <pre>
 * memory.total = 8056892 KiB
 * memory.available = 5213436 KiB
 * memory.used = 35 /100
 * memory.swap_total = 2097148 KiB
 * memory.swap_used = 0 KiB
 * </pre>
 */
final class MemoryProbe implements Probe {
    private static final String MEMINFO = "proc/meminfo";

    private final SysFs files;

    MemoryProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean present() {
        return files.exists(MEMINFO);
    }

    @Override
    public void read(Readings out) throws IOException {
        List<String> lines = files.lines(MEMINFO);
        long total = kibibytes(lines, "MemTotal")
                .filter(size -> size > 0)
                .orElseThrow(() -> new IOException("/proc/meminfo does not tell how much memory there is"));
        out.put(Memory.TOTAL, total);
        // Containers have shown more available than there is.
        Optional<Long> available = kibibytes(lines, "MemAvailable").map(size -> Math.min(size, total));
        out.putIf(Memory.AVAILABLE, available, MEMINFO + " MemAvailable:");
        out.putIf(
                Memory.USED,
                available.map(size -> Math.round(100.0 * (total - size) / total)),
                MEMINFO + " MemAvailable:");
        Optional<Long> swap = kibibytes(lines, "SwapTotal");
        out.putIf(Memory.SWAP_TOTAL, swap, MEMINFO + " SwapTotal:");
        out.putIf(
                Memory.SWAP_USED,
                swap.flatMap(size -> kibibytes(lines, "SwapFree")
                        .filter(free -> free <= size)
                        .map(free -> size - free)),
                MEMINFO + (swap.isEmpty() ? " SwapTotal:" : " SwapFree:"));
    }

    /** Of a line such as {@code MemTotal:        8056892 kB}. */
    private static Optional<Long> kibibytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .filter(text -> text.endsWith(" kB"))
                .flatMap(text -> Numbers.whole(text.substring(0, text.length() - 3)).stream())
                .filter(size -> size >= 0)
                .findFirst();
    }
}
