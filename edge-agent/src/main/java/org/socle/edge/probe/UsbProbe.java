package org.socle.edge.probe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Usb;
import org.socle.edge.source.SysFs;

/**
 * Devices on USB, without hubs and without sticks and disks, which are people's own. Runs only where the settings enable it.
 *
 * <pre>
 * usb.name[1-1.2] = Logitech USB Receiver
 * usb.identifier[1-1.2] = 046d:c52b
 * </pre>
 */
final class UsbProbe implements Probe {
    private static final String DEVICES = "sys/bus/usb/devices/";
    private static final Pattern DEVICE = Pattern.compile("\\d+-[\\d.]+");
    private static final String HUB = "09";
    private static final String STORAGE = "08";

    private final SysFs files;

    UsbProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "usb";
    }

    @Override
    public boolean present() {
        return files.exists(DEVICES);
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void read(Readings out) {
        List<String> all = files.list(DEVICES);
        for (String port : all) {
            String path = DEVICES + port + "/";
            if (!DEVICE.matcher(port).matches()
                    || files.read(path + "bDeviceClass").orElse("").equals(HUB)
                    || stores(all, port)) {
                continue;
            }
            String text = Stream.of("manufacturer", "product")
                    .flatMap(name -> files.read(path + name).stream())
                    .flatMap(name -> FirmwareText.meant(name).stream())
                    .distinct()
                    .collect(Collectors.joining(" "));
            Optional<String> identifier = files.read(path + "idVendor")
                    .flatMap(maker -> files.read(path + "idProduct").map(product -> maker + ":" + product));
            if (identifier.isPresent()) {
                out.putIf(Usb.NAME, port, Optional.of(text).filter(name -> !name.isEmpty()));
                out.put(Usb.IDENTIFIER, port, identifier.get().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether one of its interfaces, {@code 1-1.2:1.0}, is a disk's. */
    private boolean stores(List<String> all, String port) {
        return all.stream()
                .filter(name -> name.startsWith(port + ":"))
                .anyMatch(name -> files.read(DEVICES + name + "/bInterfaceClass")
                        .orElse("")
                        .equals(STORAGE));
    }
}
