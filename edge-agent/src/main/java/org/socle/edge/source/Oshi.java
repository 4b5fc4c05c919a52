package org.socle.edge.source;

import oshi.hardware.CentralProcessor;
import oshi.hardware.common.platform.linux.nativefree.LinuxCentralProcessorNF;
import oshi.util.GlobalConfig;

/**
 * The processor of OSHI, the part of it that reads files only. OSHI keeps its roots in static fields: the first machine opened in a process is
 * the only one, so tests of captured machines run in processes of their own.
 *
 * <p>Left alone on purpose, because OSHI starts programs for them: processor identity and highest frequency ({@code
 * dmidecode}, {@code cpuid}, {@code lshw}), disks and file systems ({@code lsblk}), firmware of a Raspberry Pi ({@code
 * vcgencmd}). The only program started here is {@code getconf}, once.
 */
public final class Oshi {
    private final CentralProcessor processor;

    private Oshi(CentralProcessor processor) {
        this.processor = processor;
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
        return new Oshi(new LinuxCentralProcessorNF());
    }

    public CentralProcessor processor() {
        return processor;
    }
}
