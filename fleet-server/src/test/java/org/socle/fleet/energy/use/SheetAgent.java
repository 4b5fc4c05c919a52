package org.socle.fleet.energy.use;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Machine;
import org.socle.edge.probe.EnergyProbe;
import org.socle.edge.probe.Readings;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Plug;
import org.socle.edge.source.PowerFacts;
import org.socle.edge.source.SysFs;
import org.socle.fleet.reading.Reading;

/** The agent's own energy probe, over a machine whose files and plug the sheet sets. */
final class SheetAgent {
    private static final long RANGE = 262_143_328_850L;
    private static final String PSYS = "sys/class/powercap/intel-rapl:1/";
    private static final String TOPIC = "plug";

    private final Path root;
    private final Plug.@Nullable Make make;
    private final Map<String, Integer> meters = new HashMap<>();
    private Plug.@Nullable Message said;
    private Instant boot = Instant.EPOCH;
    private Instant wall = Instant.EPOCH;
    private Elapsed since = new Elapsed("", 0, 0);
    private EnergyProbe probe;

    /** @param plug its make, in lower case; null without one */
    SheetAgent(Path root, String kind, @Nullable String plug) {
        this.root = root;
        this.make = plug == null ? null : Plug.Make.valueOf(plug.toUpperCase(java.util.Locale.ROOT));
        write("sys/class/dmi/id/sys_vendor", "Dell Inc.");
        write("sys/class/dmi/id/chassis_type", kind.equals("laptop") ? "9" : "6");
        write("notebook/made", "");
        this.probe = probe();
    }

    /** A new process of the agent, which knows what its notebook says. */
    private EnergyProbe probe() {
        PowerFacts facts = make == null
                ? PowerFacts.NONE
                : new PowerFacts(null, null, 0, () -> Optional.ofNullable(said), make, TOPIC, 0, false);
        return new EnergyProbe(
                new SysFs(root), () -> Optional.of(since), Notebook.in(root.resolve("notebook")), facts, () -> wall);
    }

    /** What it tells of energy at a moment. */
    List<Reading> looks(Instant at, Map<String, String> shown) throws IOException {
        if (shown.containsKey("boot")) {
            boot = EnergySheetTest.time(shown.get("boot"));
            said = null;
            probe = probe();
        }
        long up = Duration.between(boot, at).toSeconds();
        wall = at;
        since = new Elapsed(boot.toString(), up, up);
        // At rest all the time.
        write("proc/stat", "cpu  0 0 0 " + up * 100 + " 0 0 0 0 0 0");
        if (shown.containsKey("psys")) {
            write(PSYS + "name", "psys");
            write(PSYS + "max_energy_range_uj", Long.toString(RANGE));
            write(PSYS + "energy_uj", shown.get("psys"));
        }
        String counts = shown.get("plug");
        if (counts != null) {
            String text = make == Plug.Make.SHELLY_GEN1
                    ? counts
                    : "{\"ENERGY\":{\"TotalStartTime\":\"" + shown.get("counter") + "\",\"Total\":"
                            + new java.math.BigDecimal(counts).movePointLeft(3).toPlainString() + "}}";
            said = new Plug.Message(TOPIC, text, since);
        }
        Readings out = new Readings();
        probe.read(out);
        if (out.missed().isPresent()) {
            throw out.missed().get();
        }
        List<Reading> told = new ArrayList<>(List.of(new Reading(Machine.BOOT_TIME, 0, boot.getEpochSecond(), at)));
        for (org.socle.edge.tree.Reading each : out.list()) {
            String name = each.instanceName();
            int instance = name == null ? 0 : meters.computeIfAbsent(name, meter -> meters.size());
            told.add(new Reading(each.resource(), instance, each.value(), at));
        }
        return told;
    }

    private void write(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
