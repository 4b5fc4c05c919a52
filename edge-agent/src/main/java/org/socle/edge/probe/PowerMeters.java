package org.socle.edge.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Meters of the whole machine that show watts, the best first: the ACPI power meter of servers and some PCs; batteries while
 * they feed the machine; INA219, INA226 and their kin in the supply of a board.
 */
final class PowerMeters {
    private static final String HWMON = "sys/class/hwmon/";
    private static final String IIO = "sys/bus/iio/devices/";
    private static final String BATTERIES = "sys/class/power_supply/";
    private static final double MICRO = 1e-6;
    private static final double MILLI = 1e-3;

    /** What a school machine may draw, watts: beyond, the meter is not what it seems. */
    private static final double MOST = 1_000;

    /** The least that runs this agent, watts: half a Raspberry Pi Zero at rest. Below, the meter is dead. */
    private static final double LEAST = 0.2;

    private static final Set<String> INA =
            Set.of("ina209", "ina219", "ina220", "ina226", "ina230", "ina231", "ina234", "ina260", "ina2xx");
    private static final Pattern IIO_POWER = Pattern.compile("in_power\\d*_raw");
    private static final Pattern IIO_CURRENT = Pattern.compile("in_current\\d*_raw");

    private final SysFs files;

    PowerMeters(SysFs files) {
        this.files = files;
    }

    /**
     * What a meter shows.
     *
     * @param source which kind of meter
     * @param watts above 0
     * @param uncertainty share by which it may be off, 0 to 1; our own assumptions, see docs/agent.md
     */
    record Shown(String source, double watts, double uncertainty) {}

    /** Of the best meter there is; empty when none shows anything. */
    Optional<Shown> read() {
        return acpi().filter(PowerMeters::plausible)
                .map(watts -> new Shown("acpi", watts, 0.05))
                .or(() -> battery().filter(PowerMeters::plausible).map(watts -> new Shown("battery", watts, 0.05)))
                .or(() -> ina().filter(PowerMeters::plausible).map(watts -> new Shown("ina", watts, 0.03)));
    }

    /** Meters that are there and not believed: their files, each with the reason. */
    Map<String, Why> doubted() {
        Map<String, Why> doubted = new TreeMap<>();
        chips(HWMON)
                .filter(chip -> name(chip).equals("power_meter") && files.exists(chip + "power1_average"))
                .filter(chip -> acpi().filter(PowerMeters::plausible).isEmpty())
                .forEach(chip -> doubted.put(chip + "power1_average", Why.LOOKED));
        boolean board = files.exists("proc/device-tree/model");
        Stream.concat(chips(HWMON), chips(IIO))
                .filter(chip -> INA.contains(name(chip)))
                .filter(chip -> !board || ina().filter(PowerMeters::plausible).isEmpty())
                .forEach(chip -> doubted.put(chip + "name", board ? Why.UNTOLD : Why.UNKNOWN_METER));
        return doubted;
    }

    private static boolean plausible(double watts) {
        return watts >= LEAST && watts <= MOST;
    }

    /** Driver {@code acpi_power_meter}: {@code power1_average}, µW. */
    private Optional<Double> acpi() {
        return chips(HWMON)
                .filter(chip -> name(chip).equals("power_meter"))
                .flatMap(chip -> files.readCount(chip + "power1_average").stream())
                .map(microwatts -> microwatts * MICRO)
                .findFirst();
    }

    /** What batteries give equals what the machine draws only while they feed it: none is charging, one discharges. */
    private Optional<Double> battery() {
        double sum = 0;
        boolean feeding = false;
        for (String name : BatteryProbe.batteries(files)) {
            String path = BATTERIES + name + "/";
            String status = files.read(path + "status").orElse("");
            if (status.equals("Charging")) {
                return Optional.empty();
            }
            if (status.equals("Discharging")) {
                Optional<Double> watts = discharge(path);
                if (watts.isEmpty()) {
                    return Optional.empty();
                }
                sum += watts.get();
                feeding = true;
            }
        }
        return feeding ? Optional.of(sum) : Optional.empty();
    }

    /** {@code power_now} in µW; else current in µA times voltage in µV. Some drivers count discharge as negative. */
    private Optional<Double> discharge(String path) {
        return files.readLong(path + "power_now")
                .map(microwatts -> Math.abs(microwatts) * MICRO)
                .filter(PowerMeters::plausible)
                .or(() -> files.readLong(path + "current_now")
                        .flatMap(current -> files.readLong(path + "voltage_now")
                                .map(voltage -> Math.abs(current) * MICRO * voltage * MICRO)));
    }

    /** On a board only: in a PC nobody knows what such a chip meters. */
    private Optional<Double> ina() {
        if (!files.exists("proc/device-tree/model")) {
            return Optional.empty();
        }
        Optional<Double> hwmon = chips(HWMON)
                .filter(chip -> INA.contains(name(chip)))
                .flatMap(chip -> files
                        .readCount(chip + "power1_input")
                        .map(microwatts -> microwatts * MICRO)
                        .or(() -> product(chip + "in1_input", chip + "curr1_input", MILLI * MILLI))
                        .stream())
                .findFirst();
        return hwmon.or(() -> chips(IIO)
                .filter(chip -> INA.contains(name(chip)))
                .flatMap(chip -> iio(chip).stream())
                .findFirst());
    }

    /** In IIO a raw figure times its scale is milliwatts, millivolts or milliamperes; the bus is the second voltage. */
    private Optional<Double> iio(String chip) {
        List<String> names = files.list(chip);
        Optional<Double> power = names.stream()
                .filter(name -> IIO_POWER.matcher(name).matches())
                .findFirst()
                .flatMap(name -> scaled(chip, name))
                .map(milliwatts -> milliwatts * MILLI);
        return power.or(() -> scaled(chip, "in_voltage1_raw")
                .flatMap(millivolts -> names.stream()
                        .filter(name -> IIO_CURRENT.matcher(name).matches())
                        .findFirst()
                        .flatMap(name -> scaled(chip, name))
                        .map(milliamperes -> millivolts * MILLI * Math.abs(milliamperes) * MILLI)));
    }

    private Optional<Double> scaled(String chip, String raw) {
        return files.readLong(chip + raw)
                .flatMap(value -> files.read(chip + raw.replace("_raw", "_scale"))
                        .flatMap(Numbers::decimal)
                        .map(scale -> value * scale));
    }

    private Optional<Double> product(String one, String other, double unit) {
        return files.readLong(one).flatMap(a -> files.readLong(other).map(b -> a * Math.abs((double) b) * unit));
    }

    private Stream<String> chips(String directory) {
        return files.list(directory).stream().sorted(Comparator.naturalOrder()).map(chip -> directory + chip + "/");
    }

    private String name(String chip) {
        return files.read(chip + "name").orElse("");
    }
}
