package org.socle.edge.probe;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.socle.contract.catalogue.Temperature;
import org.socle.edge.source.SysFs;

/**
 * Temperature sensors of the board and the processor, in whole degrees: none of them is more exact.
 *
 * <pre>
 * temperature.value[coretemp Package id 0] = 47 Cel
 * </pre>
 */
final class TemperatureProbe implements Probe {
    private static final String ZONES = "sys/class/thermal/";

    /** Sensors nobody connected answer with the ends of their range: 127 or −128, −40. */
    private static final double LOWEST = -40;

    private static final double HIGHEST = 125;

    /**
     * Thousandths; nearer to 0 than this is no answer. A plain 0 is a sensor nobody connected, −1 and its kin are numbers of
     * errors, 47 is a driver that counts whole degrees and says so nowhere. What is lost is a machine that freezes for as long
     * as it stays within a degree of 0.
     */
    private static final long NEAREST_TO_ZERO = 1000;

    /** Asking a disk through this driver can keep it from falling asleep; its temperature comes with its health. */
    private static final String DISKS = "drivetemp";

    private final SysFs files;

    TemperatureProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "temperature";
    }

    @Override
    public boolean present() {
        Readings readings = new Readings();
        read(readings);
        return !readings.isEmpty();
    }

    @Override
    public void read(Readings out) {
        for (Hwmon.Sensor sensor : Hwmon.sensors(files, "temp")) {
            boolean faulty = files.readLong(sensor.path() + "fault").orElse(0L) != 0;
            if (!faulty && !sensor.chip().equals(DISKS)) {
                put(out, sensor.name(), sensor.path() + "input");
            }
        }
        if (out.isEmpty()) {
            Set<String> names = new HashSet<>();
            for (String zone : files.list(ZONES)) {
                if (zone.startsWith("thermal_zone")) {
                    String type = files.read(ZONES + zone + "/type").orElse(zone);
                    String name = names.add(type) ? type : type + " " + zone.substring("thermal_zone".length());
                    put(out, name, ZONES + zone + "/temp");
                }
            }
        }
    }

    private void put(Readings out, String sensor, String file) {
        out.putIf(Temperature.VALUE, sensor, files.readLong(file).flatMap(TemperatureProbe::celsius), file);
    }

    /** Whole degrees from thousandths; nothing when no machine that answers can be so cold or so hot. */
    static Optional<Double> celsius(long thousandths) {
        double celsius = thousandths / 1000.0;
        boolean plausible = celsius > LOWEST && celsius < HIGHEST && Math.abs(thousandths) >= NEAREST_TO_ZERO;
        return plausible ? Optional.of((double) Math.round(celsius)) : Optional.empty();
    }
}
