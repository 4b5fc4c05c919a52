package org.socle.edge.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.edge.source.SysFs;

/**
 * The sensors of {@code sys/class/hwmon}, with names that stay the same over restarts though the kernel numbers chips
 * anew at each start: chip and label, {@code coretemp Core 0}; with the device where two chips are alike.
 */
final class Hwmon {
    private static final String CLASS = "sys/class/hwmon/";

    private Hwmon() {}

    /**
     * One sensor.
     *
     * @param chip name of its chip
     * @param name what tells it from all others
     * @param path its files without their last word: {@code …/temp1_}
     */
    record Sensor(String chip, String name, String path) {}

    private record Chip(String name, String directory, String device) {}

    /** The sensors of one kind: {@code temp}, {@code fan}. */
    static List<Sensor> sensors(SysFs files, String kind) {
        Pattern input = Pattern.compile(kind + "(\\d+)_input");
        List<Chip> chips = chips(files);
        Map<String, Integer> alike = new HashMap<>();
        chips.forEach(chip -> alike.merge(chip.name, 1, Integer::sum));
        List<Sensor> sensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Chip chip : chips) {
            String chipName = alike.getOrDefault(chip.name, 1) > 1 ? chip.name + "-" + chip.device : chip.name;
            List<Integer> channels = files.list(chip.directory).stream()
                    .map(input::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
            for (int channel : channels) {
                String path = chip.directory + "/" + kind + channel + "_";
                String label = files.read(path + "label").orElse(kind + channel);
                String name = chipName + " " + label;
                if (!names.add(name)) {
                    name = name + " " + kind + channel;
                    names.add(name);
                }
                sensors.add(new Sensor(chip.name, name, path));
            }
        }
        return sensors;
    }

    private static List<Chip> chips(SysFs files) {
        List<Chip> chips = new ArrayList<>();
        for (String hwmon : files.list(CLASS)) {
            // Kernels before 3.15 keep the files of some chips one directory further.
            for (String directory : List.of(CLASS + hwmon, CLASS + hwmon + "/device")) {
                Optional<String> name = files.read(directory + "/name");
                if (name.isPresent()) {
                    String device = files.link(CLASS + hwmon + "/device")
                            .map(link -> link.substring(link.lastIndexOf('/') + 1))
                            .orElse(hwmon);
                    chips.add(new Chip(name.get(), directory, device));
                    break;
                }
            }
        }
        chips.sort(Comparator.comparing(Chip::name).thenComparing(Chip::device));
        return chips;
    }
}
