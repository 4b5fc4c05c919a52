package org.socle.edge.source;

import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.common.platform.linux.LinuxGlobalMemory;
import oshi.hardware.common.platform.linux.nativefree.LinuxCentralProcessorNF;
import oshi.util.GlobalConfig;

/**
 * The parts of OSHI that read files only. OSHI keeps its roots in static fields: the first machine opened in a process is
 * the only one, so tests of captured machines run in processes of their own.
 *
 * <p>Left alone on purpose, because OSHI starts programs for them: processor identity and highest frequency ({@code
 * dmidecode}, {@code cpuid}, {@code lshw}), disks and file systems ({@code lsblk}), firmware of a Raspberry Pi ({@code
 * vcgencmd}). The only program started here is {@code getconf}, once.
 */
public final class Oshi {
    private final CentralProcessor processor;
    private final GlobalMemory memory;

    private Oshi(CentralProcessor processor, GlobalMemory memory) {
        this.processor = processor;
        this.memory = memory;
    }

    /** OSHI over the machine below this root, which must have {@code proc} and {@code sys}. */
    public static Oshi open(SysFs machine) {
        if (!machine.live()) {
            GlobalConfig.set(
                    "oshi.util.proc.path",
                    machine.resolve("proc").toAbsolutePath().toString());
            GlobalConfig.set(
                    "oshi.util.sys.path",
                    machine.resolve("sys").toAbsolutePath().toString());
        }
        // The page size only matters for page counts, which are not read.
        return new Oshi(new LinuxCentralProcessorNF(), new LinuxGlobalMemory(4096));
    }

    public CentralProcessor processor() {
        return processor;
    }

    public GlobalMemory memory() {
        return memory;
    }
}
