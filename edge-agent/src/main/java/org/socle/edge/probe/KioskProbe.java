package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.socle.contract.catalogue.Kiosk;
import org.socle.edge.source.Commands;
import org.socle.edge.source.SysFs;

/**
 * Whether a totem shows its page: a screen is connected, and the service that runs its browser is active. A totem is a machine with a
 * service of the name {@value #UNIT}; one that is called otherwise needs an {@code Alias=} of that name.
 *
 * <pre>
 * kiosk.screen = true
 * kiosk.browser = true
 * </pre>
 */
final class KioskProbe implements Probe {
    static final String UNIT = "socle-kiosk.service";

    private static final String SYSTEMCTL = "systemctl";
    private static final List<String> QUESTION = List.of(SYSTEMCTL, "is-active", UNIT);
    private static final List<String> UNITS =
            List.of("etc/systemd/system/", "usr/lib/systemd/system/", "lib/systemd/system/");

    private final SysFs files;
    private final Commands commands;

    KioskProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "kiosk";
    }

    @Override
    public boolean present() {
        return UNITS.stream().anyMatch(directory -> files.exists(directory + UNIT));
    }

    @Override
    public void read(Readings out) throws IOException {
        if (MonitorProbe.connectors(files)) {
            out.put(Kiosk.SCREEN, !MonitorProbe.screens(files).isEmpty());
        } else {
            out.absent(Kiosk.SCREEN, Why.NO_GRAPHICS, "");
        }
        // Anything but "active" ends with a status of its own, which is an answer.
        String state = commands.run(QUESTION, Duration.ofSeconds(10)).stdout().strip();
        out.put(Kiosk.BROWSER, state.equals("active") || state.equals("reloading"));
    }
}
