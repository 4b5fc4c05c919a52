package org.socle.edge.probe;

import org.socle.contract.catalogue.Memory;
import org.socle.edge.source.Oshi;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/**
 * Memory and swap, from OSHI over {@code proc/meminfo}.
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
    private static final long KIB = 1024;

    private final Oshi oshi;

    MemoryProbe(Oshi oshi) {
        this.oshi = oshi;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean present() {
        return oshi.memory().getTotal() > 0;
    }

    @Override
    public void read(Readings out) {
        GlobalMemory memory = oshi.memory();
        long total = memory.getTotal();
        if (total <= 0) {
            return;
        }
        // Containers and old kernels have shown more available than there is.
        long available = Math.max(0, Math.min(memory.getAvailable(), total));
        out.put(Memory.TOTAL, total / KIB);
        out.put(Memory.AVAILABLE, available / KIB);
        out.put(Memory.USED, Math.round(100.0 * (total - available) / total));
        VirtualMemory swap = memory.getVirtualMemory();
        long swapTotal = Math.max(0, swap.getSwapTotal());
        out.put(Memory.SWAP_TOTAL, swapTotal / KIB);
        out.put(Memory.SWAP_USED, Math.max(0, Math.min(swap.getSwapUsed(), swapTotal)) / KIB);
    }
}
