package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.socle.contract.catalogue.Machine;
import org.socle.edge.source.Commands;
import org.socle.edge.source.SysFs;

/**
 * Services that systemd could not start or that ended badly. Only services of the system, and of templates only the
 * template: the rest of a name may be a person's or a stick's. Named are those that came with a package; how somebody called
 * a service of his own stays here.
 *
 * <pre>
 * machine.failed_units = 2 count
 * machine.failed_unit_names = cups, openvpn@
 * </pre>
 */
final class UnitsProbe implements Probe {
    private static final String SYSTEMCTL = "systemctl";
    private static final List<String> QUESTION = List.of(
            SYSTEMCTL, "list-units", "--state=failed", "--type=service", "--plain", "--no-legend", "--no-pager");
    private static final String SERVICE = ".service";

    /** Where packages put their units; people's own are in /etc. */
    private static final List<String> PACKAGED = List.of("usr/lib/systemd/system/", "lib/systemd/system/");

    private final SysFs files;
    private final Commands commands;

    UnitsProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "units";
    }

    @Override
    public boolean present() {
        return files.exists("run/systemd/system") && commands.available(SYSTEMCTL);
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void read(Readings out) throws IOException {
        Commands.Result result = commands.run(QUESTION, Duration.ofSeconds(15));
        if (result.exit() != 0) {
            throw new IOException("systemctl ended with status " + result.exit());
        }
        List<String> failed = failed(result.stdout());
        out.put(Machine.FAILED_UNITS, (long) failed.size());
        List<String> named = failed.stream().distinct().filter(this::packaged).toList();
        if (!named.isEmpty()) {
            out.put(Machine.FAILED_UNIT_NAMES, String.join(", ", named));
        }
    }

    private boolean packaged(String unit) {
        return PACKAGED.stream().anyMatch(directory -> files.exists(directory + unit + SERVICE));
    }

    static List<String> failed(String units) {
        return units.lines()
                .map(line -> line.strip().split("\\s+", 2)[0])
                .filter(unit -> unit.endsWith(SERVICE))
                .map(unit -> unit.substring(0, unit.length() - SERVICE.length()))
                .map(unit -> unit.substring(0, unit.indexOf('@') < 0 ? unit.length() : unit.indexOf('@') + 1))
                .sorted()
                .toList();
    }
}
