package org.socle.edge.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.contract.catalogue.Monitor;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.source.SysFs;

/**
 * Screens that are plugged in, and the machine's own.
 *
 * <pre>
 * monitor.maker[VGA-1] = DEL
 * monitor.model[VGA-1] = DELL P2210
 * monitor.diagonal[VGA-1] = 56 cm
 * monitor.year[VGA-1] = 2012
 * monitor.built_in[VGA-1] = false
 * </pre>
 */
final class MonitorProbe implements Probe {
    private static final String DRM = "sys/class/drm/";
    private static final Pattern CONNECTOR = Pattern.compile("card\\d+-(.+)");
    private static final Pattern BUILT_IN = Pattern.compile("(eDP|LVDS|DSI)-.*");

    /** Centimetres: 35 inches. */
    private static final long LARGEST_ON_DESK = 90;

    private final SysFs files;

    MonitorProbe(SysFs files) {
        this.files = files;
    }

    /**
     * A connector with a screen.
     *
     * @param name of the connector, the same over restarts
     * @param path of its directory, with a slash at the end
     */
    record Screen(String name, String path) {

        /** Whether it is part of the machine. */
        boolean builtIn() {
            return BUILT_IN.matcher(name).matches();
        }

        /** Whether the system says if it shows something. */
        boolean tells(SysFs files) {
            return files.read(path + "dpms").isPresent();
        }

        /** Whether it shows something: neither switched off nor put to sleep by the system. */
        boolean lit(SysFs files) {
            return files.read(path + "dpms").orElse("").equals("On")
                    && !files.read(path + "enabled").orElse("").equals("disabled");
        }
    }

    static List<Screen> screens(SysFs files) {
        return files.list(DRM).stream()
                .map(CONNECTOR::matcher)
                .filter(Matcher::matches)
                .filter(connector -> files.read(DRM + connector.group() + "/status")
                        .filter(status -> status.equals("connected"))
                        .isPresent())
                .map(connector -> new Screen(connector.group(1), DRM + connector.group() + "/"))
                .toList();
    }

    /**
     * Desk screens that are no part of the machine: neither projectors, which tell no size, nor panels on a wall, nor what does
     * not say what it is.
     */
    static List<Screen> onDesk(SysFs files) {
        return screens(files).stream()
                .filter(screen -> !screen.builtIn())
                .filter(screen -> files.readBytes(screen.path() + "edid")
                        .flatMap(Edid::parse)
                        .filter(edid ->
                                edid.diagonalCentimetres() != null && edid.diagonalCentimetres() <= LARGEST_ON_DESK)
                        .isPresent())
                .toList();
    }

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public boolean present() {
        return !screens(files).isEmpty();
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(10);
    }

    @Override
    public String absentAs() {
        return connectors(files) ? name() : "monitor.no_driver";
    }

    /** Whether a graphics driver tells of places for screens. */
    static boolean connectors(SysFs files) {
        return files.list(DRM).stream().anyMatch(name -> CONNECTOR.matcher(name).matches());
    }

    private static void put(Readings out, Screen screen, Resource resource, Optional<?> value) {
        out.putIf(resource, screen.name(), value);
        if (value.isEmpty()) {
            out.absent(resource, screen.name(), Why.UNTOLD, "/" + screen.path() + "edid");
        }
    }

    @Override
    public void read(Readings out) {
        for (Screen screen : screens(files)) {
            out.put(Monitor.BUILT_IN, screen.name(), screen.builtIn());
            Optional<Edid> edid = files.readBytes(screen.path() + "edid").flatMap(Edid::parse);
            put(out, screen, Monitor.MAKER, edid.map(Edid::maker));
            put(out, screen, Monitor.MODEL, edid.map(Edid::model));
            put(out, screen, Monitor.DIAGONAL, edid.map(Edid::diagonalCentimetres));
            put(out, screen, Monitor.YEAR, edid.map(Edid::year).map(String::valueOf));
        }
    }
}
