package org.socle.edge.probe;

import java.util.List;
import org.socle.edge.source.Oshi;
import org.socle.edge.source.Sources;

/** THE list of probes, in the order they are read. */
public final class Probes {
    private Probes() {}

    /** Every probe over one machine. Disks come last: asking them takes longest. */
    public static List<Probe> all(Sources from) {
        Oshi oshi = from.oshi();
        return List.of(
                new AgentProbe(),
                new IdentityProbe(from.files()),
                new SystemProbe(from.files(), from.commands()),
                new ProcessorProbe(from.files(), oshi),
                new PiPowerProbe(from.files()),
                new MemoryProbe(oshi),
                new FileSystemProbe(from.files(), from.volumes()),
                new TemperatureProbe(from.files()),
                new FanProbe(from.files()),
                new BatteryProbe(from.files()),
                new NetworkProbe(from.files()),
                new LinkProbe(from.files()),
                new ClockProbe(from.files(), from.commands()),
                new StorageProbe(from.files(), from.commands()));
    }

    /** Every probe over one machine but those named. */
    public static List<Probe> without(List<String> disabled, Sources from) {
        return all(from).stream()
                .filter(probe -> !disabled.contains(probe.name()))
                .toList();
    }

    /** The names of {@link #all}, which settings may use before any machine is opened. */
    public static List<String> names() {
        return List.of(
                "agent",
                "identity",
                "system",
                "processor",
                "pi_power",
                "memory",
                "filesystem",
                "temperature",
                "fan",
                "battery",
                "network",
                "link",
                "clock",
                "storage");
    }
}
