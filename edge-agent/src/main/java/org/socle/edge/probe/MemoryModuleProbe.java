package org.socle.edge.probe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socle.contract.catalogue.MemoryModule;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Memory modules, from the firmware's table as systemd (from version 247) lays it open in udev's database: the table
 * itself is root's, this is everybody's. An empty slot is said to be empty: a repair may fill it.
 *
 * <pre>
 * memory_module.size[DIMM1] = 4194304 KiB
 * memory_module.type[DIMM1] = DDR3
 * memory_module.speed[DIMM1] = 1600
 * memory_module.size[DIMM2] = 0 KiB
 * </pre>
 */
final class MemoryModuleProbe implements Probe {
    private static final String DATABASE = "run/udev/data/+dmi:id";
    private static final Pattern LINE = Pattern.compile("E:MEMORY_DEVICE_(\\d{1,3})_([A-Z_]+)=(.*)");

    private final SysFs files;

    MemoryModuleProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "module";
    }

    @Override
    public boolean present() {
        return files.lines(DATABASE).stream()
                .anyMatch(line -> LINE.matcher(line).matches());
    }

    @Override
    public String absentAs() {
        if (!files.exists("sys/class/dmi/id")) {
            return "module.no_dmi";
        }
        return files.exists("run/systemd/system") ? name() : "module.no_systemd";
    }

    @Override
    public Duration period() {
        return Duration.ofHours(6);
    }

    @Override
    public void read(Readings out) {
        Map<Integer, Map<String, String>> devices = new LinkedHashMap<>();
        for (String line : files.lines(DATABASE)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                devices.computeIfAbsent(Integer.valueOf(matcher.group(1)), n -> new LinkedHashMap<>())
                        .put(matcher.group(2), matcher.group(3));
            }
        }
        devices.forEach((number, device) -> module(number, device, out));
    }

    private static void module(int number, Map<String, String> device, Readings out) {
        String name = name(number, device, out);
        if ("0".equals(device.get("PRESENT"))) {
            out.put(MemoryModule.SIZE, name, 0L);
            return;
        }
        Optional<Long> size = number(device, "SIZE").map(bytes -> bytes / 1024);
        String place = DATABASE + " E:MEMORY_DEVICE_" + number + "_";
        out.putIf(MemoryModule.SIZE, name, size, place + "SIZE=");
        out.putIf(MemoryModule.TYPE, name, text(device, "TYPE"), place + "TYPE=");
        out.putIf(
                MemoryModule.SPEED,
                name,
                number(device, "CONFIGURED_SPEED_MTS").or(() -> number(device, "SPEED_MTS")),
                place + "SPEED_MTS=");
    }

    /** What is printed beside the slot. Boards with two banks name the slots of both alike. */
    private static String name(int number, Map<String, String> device, Readings out) {
        String slot = text(device, "LOCATOR").orElse("slot " + number);
        return Stream.of(slot, slot + " " + text(device, "BANK_LOCATOR").orElse(""), slot + " " + number)
                .filter(name -> out.list().stream().noneMatch(reading -> name.equals(reading.instanceName())))
                .findFirst()
                .orElse("slot " + number);
    }

    private static Optional<String> text(Map<String, String> device, String key) {
        return Optional.ofNullable(device.get(key)).flatMap(FirmwareText::meant);
    }

    private static Optional<Long> number(Map<String, String> device, String key) {
        return Optional.ofNullable(device.get(key))
                .flatMap(Numbers::whole)
                .filter(value -> value > 0 && !Numbers.placeholder(value));
    }
}
