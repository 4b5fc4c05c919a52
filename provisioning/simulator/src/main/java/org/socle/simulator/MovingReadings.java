package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Connectivity;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Link;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Power;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.catalogue.Updates;
import org.socle.edge.probe.Readings;

/** What a machine's probes read at a moment, by probe. Not thread-safe. */
final class MovingReadings {
    private static final String VOLUME = "/";
    private static final String METER = "machine";
    private static final String SCREENS = "screens";

    /** As the agent says. */
    private static final double UNCERTAINTY_OF_SCREENS = 0.5;

    private static final long METERED = 4;
    private static final long MODELLED = 16;
    private static final double KIB_A_GB = 1e9 / 1024;
    private static final int PERCENT = 100;

    private final SimulatedMachine machine;
    private final Condition condition;
    private final Use use;

    MovingReadings(SimulatedMachine machine, Condition condition, Use use) {
        this.machine = machine;
        this.condition = condition;
        this.use = use;
    }

    /**
     * All of them, in the agent's order.
     *
     * @param boot when the machine started
     * @param reconnections since then
     */
    Map<String, Readings> at(Instant now, Instant boot, int reconnections) {
        double load = use.load();
        Map<String, Readings> all = new LinkedHashMap<>();
        all.put("agent", FixedReadings.agent(use.agentSeconds()));
        all.put("system", system(now, boot));
        all.put("processor", processor(now, load));
        all.put("memory", memory(now));
        all.put("filesystem", filesystem(now));
        all.put("storage", storage(now));
        all.put("temperature", temperature(now, load));
        if (machine.kind() == Kind.OLD_DESKTOP || machine.kind() == Kind.NVME_PC) {
            all.put("fan", fan(now, load));
        }
        if (machine.kind().portable()) {
            all.put("battery", battery(now));
        }
        all.put("energy", energy());
        all.put("use", use());
        all.put("network", network(now));
        all.put("link", link(now, reconnections));
        all.put("path", connectivity(now));
        all.put("clock", clock(now));
        all.put("updates", updates(now));
        return all;
    }

    private static Readings system(Instant now, Instant boot) {
        Readings out = new Readings();
        out.put(Machine.BOOT_TIME, boot.getEpochSecond());
        out.put(Machine.UPTIME, Duration.between(boot, now).toSeconds());
        out.put(Machine.FAILED_UNITS, 0L);
        return out;
    }

    private Readings processor(Instant now, double load) {
        Readings out = new Readings();
        FixedReadings.processor(machine.kind(), out);
        out.put(Processor.LOAD, Math.round(load));
        out.put(Processor.FREQUENCY, Math.round(machine.kind().board.mhz() * (0.4 + load / 200)));
        if (machine.kind() == Kind.TOTEM) {
            out.put(Processor.UNDER_VOLTAGE, condition.has(FaultKind.UNDER_VOLTAGE, now));
            out.put(Processor.THROTTLED, false);
        }
        return out;
    }

    private Readings memory(Instant now) {
        long total = machine.kind().board.memory();
        double used = condition.memoryUsed(now);
        Readings out = new Readings();
        out.put(Memory.TOTAL, total);
        out.put(Memory.AVAILABLE, Math.round(total * (PERCENT - used) / PERCENT));
        out.put(Memory.USED, Math.round(used));
        long errors = condition.correctedErrors(now);
        if (errors > 0) {
            out.put(Memory.CORRECTED_ERRORS, errors);
        }
        return out;
    }

    private Readings filesystem(Instant now) {
        long size = Math.round(machine.kind().disk.gigabytes() * KIB_A_GB * 0.94);
        double fill = condition.fill(now);
        boolean readOnly = condition.has(FaultKind.READ_ONLY_VOLUME, now);
        Readings out = new Readings();
        out.put(FileSystem.TYPE, VOLUME, "ext4");
        out.put(FileSystem.SIZE, VOLUME, size);
        out.put(FileSystem.AVAILABLE, VOLUME, Math.round(size * (PERCENT - fill) / PERCENT));
        out.put(FileSystem.FILL, VOLUME, Math.round(fill));
        out.put(FileSystem.READ_ONLY, VOLUME, readOnly);
        out.put(FileSystem.REMOUNTED_READ_ONLY, VOLUME, readOnly);
        out.put(FileSystem.ERRORS, VOLUME, readOnly ? 3L : 0L);
        return out;
    }

    private Readings storage(Instant now) {
        Kind.Disk disk = machine.kind().disk;
        String device = disk.device();
        Readings out = new Readings();
        out.put(Storage.MODEL, device, disk.model());
        out.put(Storage.SERIAL_NUMBER, device, String.format(Locale.ROOT, "DEMO-D%04d", machine.number() + 1));
        out.put(Storage.KIND, device, disk.kind());
        out.put(Storage.CAPACITY, device, (long) disk.gigabytes());
        if (disk.kind().equals("sd")) {
            out.put(Storage.WRITTEN_SINCE_START, device, Math.rint(use.gigabytesWritten() % 8));
            return out;
        }
        out.put(Storage.HEALTHY, device, true);
        out.put(Storage.TEMPERATURE, device, Math.round(30 + condition.noise("disk", now, 3)));
        out.put(Storage.POWER_ON_TIME, device, Math.round(condition.own("hours", 3_000, 18_000) + use.hoursOn()));
        out.put(Storage.POWER_CYCLES, device, Math.round(condition.own("cycles", 400, 2_500) + use.starts()));
        if (!disk.kind().equals("hdd")) {
            out.put(Storage.PERCENTAGE_USED, device, Math.round(condition.percentageUsed(now)));
            out.put(
                    Storage.DATA_WRITTEN,
                    device,
                    Math.round(condition.own("written", 2_000, 9_000) + use.gigabytesWritten()));
        }
        if (disk.kind().equals("nvme")) {
            out.put(Storage.AVAILABLE_SPARE, device, 100L);
            out.put(Storage.SPARE_THRESHOLD, device, 10L);
            out.put(Storage.MEDIA_ERRORS, device, 0L);
            out.put(Storage.CRITICAL_WARNING, device, 0L);
        } else {
            long pending = condition.pendingSectors(now);
            out.put(Storage.REALLOCATED_SECTORS, device, condition.reallocatedSectors(now));
            out.put(Storage.PENDING_SECTORS, device, pending);
            out.put(Storage.OFFLINE_UNCORRECTABLE, device, pending / 2);
            out.put(Storage.CRC_ERRORS, device, 0L);
        }
        return out;
    }

    private Readings temperature(Instant now, double load) {
        Readings out = new Readings();
        out.put(Temperature.VALUE, machine.kind().sensor(), tenth(condition.temperature(load, now)));
        return out;
    }

    private Readings fan(Instant now, double load) {
        Readings out = new Readings();
        out.put(Fan.SPEED, "Processor Fan", condition.fan(load, now));
        return out;
    }

    private Readings battery(Instant now) {
        String name = "BAT0";
        Readings out = new Readings();
        out.put(Battery.LEVEL, name, Math.round(78 + condition.noise("level", now, 20)));
        out.put(Battery.CYCLES, name, Math.round(condition.own("charges", 80, 500) + use.starts() / 2.0));
        out.put(Battery.HEALTH, name, Math.round(condition.batteryHealth(now)));
        out.put(Battery.CHEMISTRY, name, "Li-ion");
        return out;
    }

    private Readings energy() {
        double consumed = tenth(use.wattHours());
        boolean metered = machine.kind().metered();
        Readings out = new Readings();
        out.put(Energy.CONSUMED, METER, consumed);
        out.put(Energy.QUALITY, METER, metered ? METERED : MODELLED);
        out.put(Energy.LEVEL, METER, Math.round(100 * (1 - machine.kind().uncertainty)));
        out.put(Energy.SCOPE, METER, "machine");
        out.put(Energy.SOURCE, METER, metered ? "rapl" : "model");
        out.put(Energy.METERED, METER, metered ? consumed : 0.0);
        out.put(Energy.UNCERTAINTY, METER, tenth(consumed * machine.kind().uncertainty));
        out.put(Power.VALUE, METER, tenth(use.watts()));
        if (machine.screen() > 0) {
            double screens = tenth(use.wattHoursOfScreens());
            out.put(Energy.CONSUMED, SCREENS, screens);
            out.put(Energy.QUALITY, SCREENS, MODELLED);
            out.put(Energy.LEVEL, SCREENS, Math.round(100 * (1 - UNCERTAINTY_OF_SCREENS)));
            out.put(Energy.SCOPE, SCREENS, SCREENS);
            out.put(Energy.SOURCE, SCREENS, "model");
            out.put(Energy.METERED, SCREENS, 0.0);
            out.put(Energy.UNCERTAINTY, SCREENS, tenth(screens * UNCERTAINTY_OF_SCREENS));
        }
        FixedReadings.model(machine.kind(), out);
        return out;
    }

    private Readings use() {
        Readings out = new Readings();
        out.put(org.socle.contract.catalogue.Use.ON, use.minutesOn());
        out.put(org.socle.contract.catalogue.Use.SCREEN_ON, screen());
        out.put(org.socle.contract.catalogue.Use.ASLEEP, use.minutesAsleep());
        if (machine.kind() != Kind.TOTEM) {
            out.put(org.socle.contract.catalogue.Use.ACTIVE, use.minutesActive());
            out.put(org.socle.contract.catalogue.Use.IDLE, use.minutesIdle());
        }
        return out;
    }

    /** A totem's screen is lit as long as it is on, others go dark when nobody is there. */
    private long screen() {
        return machine.kind() == Kind.TOTEM ? use.minutesOn() : use.minutesActive() + use.minutesIdle();
    }

    private Readings network(Instant now) {
        String name = machine.kind().networkInterface;
        Readings out = new Readings();
        out.put(Network.KIND, name, machine.wired() ? "ethernet" : "wifi");
        out.put(Network.UP, name, true);
        out.put(Network.SPEED, name, machine.wired() ? 1_000L : 300L);
        if (machine.wired()) {
            out.put(Network.DUPLEX, name, "full");
        } else {
            out.put(Network.SIGNAL, name, Math.round(condition.signal(now)));
        }
        out.put(Network.RECEIVED, name, Math.round(use.received()));
        out.put(Network.SENT, name, Math.round(use.received() / 9));
        out.put(Network.RECEIVE_ERRORS, name, 0L);
        out.put(Network.SEND_ERRORS, name, 0L);
        return out;
    }

    private Readings link(Instant now, int reconnections) {
        Readings out = new Readings();
        out.put(Link.ROUND_TRIP, Math.round(condition.own("way", 18, 45) + condition.noise("way now", now, 9)));
        out.put(Link.LOSS, 0L);
        out.put(Link.RECONNECTIONS, (long) reconnections);
        return out;
    }

    private Readings connectivity(Instant now) {
        Readings out = new Readings();
        out.put(Connectivity.GATEWAY, tenth(condition.own("gateway", 0.6, 4) + condition.noise("gateway", now, 0.4)));
        out.put(Connectivity.GATEWAY_LOSS, 0L);
        out.put(Connectivity.DNS_TIME, Math.round(14 + condition.noise("names", now, 8)));
        out.put(Connectivity.PATH, condition.has(FaultKind.CAPTIVE_PORTAL, now) ? "portal" : "direct");
        return out;
    }

    private Readings clock(Instant now) {
        boolean off = condition.has(FaultKind.CLOCK_OFF, now);
        Readings out = new Readings();
        out.put(Clock.SYNCHRONISED, !off);
        out.put(Clock.OFFSET, off ? 93_000L : Math.round(condition.noise("clock", now, 30)));
        return out;
    }

    private Readings updates(Instant now) {
        long pending = (now.getEpochSecond() / 86_400 + machine.number()) % 7;
        Readings out = new Readings();
        out.put(Updates.PENDING, pending);
        out.put(Updates.SECURITY, pending / 3);
        out.put(
                Updates.LISTED,
                now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond());
        out.put(Updates.REBOOT_REQUIRED, false);
        out.put(Updates.SUPPORT_END, FixedReadings.supportEnd(machine, condition.has(FaultKind.OLD_SYSTEM, now)));
        return out;
    }

    private static double tenth(double value) {
        return Math.rint(value * 10) / 10;
    }
}
