package org.socle.edge.probe;

import java.util.List;
import java.util.function.BiFunction;
import org.socle.edge.source.Oshi;
import org.socle.edge.source.Sources;

/** THE list of probes, in the order they are read. */
public final class Probes {
    private static final List<Entry> ALL = List.of(
            new Entry("agent", (from, oshi) -> new AgentProbe()),
            new Entry("identity", (from, oshi) -> new IdentityProbe(from.files())),
            new Entry("system", (from, oshi) -> new SystemProbe(from.files(), from.commands())),
            new Entry("processor", (from, oshi) -> new ProcessorProbe(from.files(), oshi)),
            new Entry("pi_power", (from, oshi) -> new PiPowerProbe(from.files())),
            new Entry("memory", (from, oshi) -> new MemoryProbe(from.files())),
            new Entry("module", (from, oshi) -> new MemoryModuleProbe(from.files())),
            new Entry("errors", (from, oshi) -> new HardwareErrorsProbe(from.files())),
            new Entry("filesystem", (from, oshi) -> new FileSystemProbe(from.files(), from.volumes())),
            new Entry("temperature", (from, oshi) -> new TemperatureProbe(from.files())),
            new Entry("fan", (from, oshi) -> new FanProbe(from.files())),
            new Entry("battery", (from, oshi) -> new BatteryProbe(from.files())),
            new Entry("energy", (from, oshi) -> new EnergyProbe(from)),
            new Entry("use", (from, oshi) -> new UseProbe(from)),
            new Entry("network", (from, oshi) -> new NetworkProbe(from.files(), from.commands())),
            new Entry("link", (from, oshi) -> new LinkProbe(from.files())),
            new Entry("gateway", (from, oshi) -> new GatewayProbe(from.files(), from.commands())),
            new Entry("dns", (from, oshi) -> new DnsProbe(from.files(), from.net())),
            new Entry("path", (from, oshi) -> new PathProbe(from.net())),
            new Entry("services", (from, oshi) -> new ServicesProbe(from.net())),
            new Entry("clock", (from, oshi) -> new ClockProbe(from.files(), from.commands())),
            new Entry("monitor", (from, oshi) -> new MonitorProbe(from.files())),
            new Entry("kiosk", (from, oshi) -> new KioskProbe(from.files(), from.commands())),
            new Entry("units", (from, oshi) -> new UnitsProbe(from.files(), from.commands())),
            new Entry("updates", (from, oshi) -> new UpdatesProbe(from.files(), from.commands())),
            new Entry("usb", (from, oshi) -> new UsbProbe(from.files()), true),
            new Entry("printer", (from, oshi) -> new PrinterProbe(from.commands()), true),
            // Last: asking disks takes longest.
            new Entry("storage", (from, oshi) -> new StorageProbe(from.files(), from.commands())));

    /**
     * One probe.
     *
     * @param name its {@link Probe#name()}, known before any machine is opened
     * @param open makes it over one machine
     * @param onDemand whether it runs only where the settings enable it
     */
    private record Entry(String name, BiFunction<Sources, Oshi, Probe> open, boolean onDemand) {
        Entry(String name, BiFunction<Sources, Oshi, Probe> open) {
            this(name, open, false);
        }
    }

    private Probes() {}

    /**
     * The probes that are wanted, over one machine.
     *
     * @param disabled names of those that are not
     * @param enabled names of those on demand that are
     */
    public static List<Probe> wanted(List<String> disabled, List<String> enabled, Sources from) {
        Oshi oshi = from.oshi();
        return ALL.stream()
                .filter(entry -> !entry.onDemand || enabled.contains(entry.name))
                .filter(entry -> !disabled.contains(entry.name))
                .map(entry -> entry.open.apply(from, oshi))
                .toList();
    }

    /** The names of all probes, which settings may use. */
    public static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /** The names of those that run only where the settings enable them. */
    public static List<String> onDemand() {
        return ALL.stream().filter(Entry::onDemand).map(Entry::name).toList();
    }
}
