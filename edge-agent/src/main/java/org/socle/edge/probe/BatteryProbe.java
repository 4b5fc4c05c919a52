package org.socle.edge.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.socle.contract.catalogue.Battery;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Batteries that feed the machine, not those of a mouse. Drivers count either charge (Ah) or energy (Wh).
 *
 * <pre>
 * battery.level[BAT0] = 96 /100
 * battery.capacity[BAT0] = 2.67 Ah
 * battery.voltage[BAT0] = 12.3 V
 * battery.chemistry[BAT0] = Li-ion
 * battery.cycles[BAT0] = 412 count
 * battery.health[BAT0] = 52 /100
 * battery.status[BAT0] = discharging
 * battery.charge_start[BAT0] = 40 /100
 * battery.charge_stop[BAT0] = 80 /100
 * </pre>
 */
final class BatteryProbe implements Probe {
    private static final String CLASS = "sys/class/power_supply/";
    private static final double MICRO = 1e-6;

    private final SysFs files;

    BatteryProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "battery";
    }

    @Override
    public boolean present() {
        return !batteries(files).isEmpty();
    }

    static List<String> batteries(SysFs files) {
        return files.list(CLASS).stream()
                .filter(name -> files.read(CLASS + name + "/type").orElse("").equals("Battery"))
                .filter(name -> !files.read(CLASS + name + "/scope").orElse("").equals("Device"))
                .filter(name -> files.readLong(CLASS + name + "/present").orElse(1L) == 1)
                .toList();
    }

    @Override
    public void read(Readings out) {
        for (String name : batteries(files)) {
            String path = CLASS + name + "/";
            out.put(Battery.NAME, name, name);
            out.putIf(Battery.LEVEL, name, percentage(path + "capacity"), path + "capacity");
            out.putIf(Battery.CAPACITY, name, ampereHours(path), path + "*_full");
            out.putIf(
                    Battery.VOLTAGE,
                    name,
                    positive(path + "voltage_now").map(microvolt -> round(microvolt * MICRO, 10)),
                    path + "voltage_now");
            out.putIf(Battery.CHEMISTRY, name, known(path + "technology"), path + "technology");
            // Most firmware that does not count says 0.
            out.putIf(Battery.CYCLES, name, positive(path + "cycle_count"), path + "cycle_count");
            out.putIf(
                    Battery.HEALTH,
                    name,
                    health(path, "energy").or(() -> health(path, "charge")),
                    path + "*_full_design");
            out.putIf(
                    Battery.STATUS,
                    name,
                    known(path + "status")
                            .map(status -> status.toLowerCase(Locale.ROOT).replace(' ', '_')),
                    path + "status");
            out.putIf(
                    Battery.CHARGE_START,
                    name,
                    percentage(path + "charge_control_start_threshold"),
                    path + "charge_control_start_threshold");
            out.putIf(
                    Battery.CHARGE_STOP,
                    name,
                    percentage(path + "charge_control_end_threshold"),
                    path + "charge_control_end_threshold");
        }
    }

    private Optional<Double> ampereHours(String path) {
        return positive(path + "charge_full")
                .map(microAmpereHours -> microAmpereHours * MICRO)
                .or(() -> positive(path + "energy_full")
                        .flatMap(energy -> positive(path + "voltage_min_design").map(volt -> (double) energy / volt)))
                .map(ampereHours -> round(ampereHours, 100));
    }

    /** Nothing when a figure is missing, or both cannot be true: no battery grows to half again its design. */
    private Optional<Long> health(String path, String quantity) {
        Optional<Long> design = positive(path + quantity + "_full_design");
        Optional<Long> full = positive(path + quantity + "_full");
        if (design.isEmpty() || full.isEmpty() || full.get() > 1.5 * design.get()) {
            return Optional.empty();
        }
        return Optional.of(Math.round(100.0 * full.get() / design.get()));
    }

    private Optional<Long> percentage(String path) {
        return files.readLong(path).filter(value -> value >= 0 && value <= 100);
    }

    private Optional<Long> positive(String path) {
        return files.readLong(path).filter(value -> value > 0 && !Numbers.placeholder(value));
    }

    private Optional<String> known(String path) {
        return files.read(path).filter(text -> !text.equalsIgnoreCase("unknown"));
    }

    private static double round(double value, int parts) {
        return (double) Math.round(value * parts) / parts;
    }
}
