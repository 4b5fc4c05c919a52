package org.socle.simulator;

import java.util.List;
import org.socle.edge.probe.energy.PowerFigures;

/** What machines there are; the figures are those of machines schools have. Powers in watts, sizes in KiB and GB. */
public enum Kind {
    OLD_DESKTOP(
            "Dell Inc.",
            List.of("OptiPlex 3020", "OptiPlex 7010"),
            "desktop",
            "Intel(R) Core(TM) i3-4150 CPU @ 3.50GHz",
            new Board(2, 4, 3500, 8_039_412, 20.7, 62.0),
            new Disk("sda", "hdd", "ST500DM002-1BD142", 500),
            "eno1"),
    LAPTOP(
            "LENOVO",
            List.of("ThinkPad L470", "ThinkPad X260"),
            "laptop",
            "Intel(R) Core(TM) i5-6200U CPU @ 2.30GHz",
            new Board(2, 4, 2800, 8_039_412, 5.5, 28.0),
            new Disk("sda", "ssd", "SAMSUNG MZ7LN256HMJP", 256),
            "wlp3s0"),
    NVME_PC(
            "HP",
            List.of("ProDesk 400 G6 DM", "EliteDesk 800 G5 DM"),
            "desktop",
            "Intel(R) Core(TM) i5-9500T CPU @ 2.20GHz",
            new Board(6, 6, 3700, 16_254_820, 12.6, 58.0),
            new Disk("nvme0n1", "nvme", "WDC PC SN520 SDAPNUW-256G", 256),
            "eno1"),
    TOTEM(
            "Raspberry Pi",
            List.of("Raspberry Pi 4 Model B Rev 1.4"),
            "board",
            "ARM Cortex-A72",
            new Board(4, 4, 1800, 3_885_396, 3.1, 6.1),
            new Disk("mmcblk0", "sd", "SN32G", 32),
            "eth0"),
    WORKSTATION(
            "HP",
            List.of("Z440 Workstation"),
            "desktop",
            "Intel(R) Xeon(R) CPU E5-1650 v3 @ 3.50GHz",
            new Board(6, 12, 3800, 32_820_140, 68.0, 210.0),
            new Disk("sda", "ssd", "INTEL SSDSC2BB480G6", 480),
            "eno1");

    /**
     * What is soldered on.
     *
     * @param mhz highest clock rate
     * @param memory installed, in KiB
     * @param idle power with nothing to do, in W, likewise {@code full}
     */
    record Board(int cores, int threads, int mhz, long memory, double idle, double full) {}

    /**
     * Where it keeps its data.
     *
     * @param kind {@code hdd}, {@code ssd}, {@code nvme} or {@code sd}
     * @param gigabytes its capacity
     */
    record Disk(String device, String kind, String model, int gigabytes) {}

    final String manufacturer;
    final List<String> models;
    final String type;
    final String processor;
    final Board board;
    final Disk disk;
    final String networkInterface;

    /** By how much such a meter may be off, as the agent says. */
    private static final double METER = 0.05;

    /** Share of its energy by which the agent's meter or model of such a machine may be off, 0 to 1. */
    final double uncertainty;

    /** The same of its model alone. */
    final double modelUncertainty;

    /** Watts asleep; 0 for one that cannot sleep. */
    final double sleep;

    Kind(
            String manufacturer,
            List<String> models,
            String type,
            String processor,
            Board board,
            Disk disk,
            String networkInterface) {
        this.manufacturer = manufacturer;
        this.models = models;
        this.type = type;
        this.processor = processor;
        this.board = board;
        this.disk = disk;
        this.networkInterface = networkInterface;
        this.modelUncertainty = uncertainty(type, models.get(0));
        this.sleep = PowerFigures.machine(type).map(PowerFigures.Machine::sleep).orElse(0.0);
        this.uncertainty = metered() ? METER : modelUncertainty;
    }

    private static double uncertainty(String type, String model) {
        return PowerFigures.machine(type)
                .map(PowerFigures.Machine::uncertainty)
                .orElseGet(() -> PowerFigures.boards().stream()
                        .filter(board -> model.startsWith(board.model()))
                        .findFirst()
                        .orElseThrow()
                        .uncertainty());
    }

    /** Whether it has a meter of its own for all of it (RAPL psys, as some business PCs have since 2016); else a model reckons. */
    boolean metered() {
        return disk.kind().equals("nvme");
    }

    boolean portable() {
        return this == LAPTOP;
    }

    /** What tells its processor's temperature. */
    String sensor() {
        return this == TOTEM ? "cpu-thermal" : "coretemp Package id 0";
    }
}
