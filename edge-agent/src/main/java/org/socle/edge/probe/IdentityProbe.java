package org.socle.edge.probe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Machine;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Who the machine is: from the firmware (DMI) of a PC, from the device tree of a board.
 *
 * <pre>
 * device.manufacturer = Dell Inc.
 * device.model = OptiPlex 7010
 * device.serial_number = 4XKQ5X1
 * device.firmware_version = A29
 * device.type = desktop
 * machine.uuid = 4c4c4544-0058-4b10-8051-b4c04f355831
 * </pre>
 */
final class IdentityProbe implements Probe {
    private static final String DMI = "sys/class/dmi/id/";
    private static final String TREE = "proc/device-tree/";
    private static final List<String> PROTECTED = List.of("product_serial", "product_uuid");

    private static final List<String> HYPERVISORS = List.of(
            "qemu",
            "kvm",
            "vmware",
            "virtualbox",
            "innotek",
            "xen",
            "bochs",
            "parallels",
            "bhyve",
            "openstack",
            "amazon ec2",
            "google compute engine",
            "virtual machine");

    private final SysFs files;

    IdentityProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public boolean present() {
        return files.exists(DMI) || files.exists(TREE + "model") || virtual();
    }

    @Override
    public Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    public void read(Readings out) {
        if (files.exists(TREE + "model") && !files.exists(DMI)) {
            board(out);
        } else {
            computer(out);
        }
        for (Obstacle obstacle : obstacles()) {
            out.miss(new AccessDenied(obstacle.subject()));
        }
    }

    private void computer(Readings out) {
        Optional<String> manufacturer = first("sys_vendor", "board_vendor", "chassis_vendor");
        out.putIf(Device.MANUFACTURER, manufacturer, DMI + "sys_vendor");
        // Lenovo writes an order code into the name and the model people know into the version.
        boolean lenovo = manufacturer
                .filter(m -> m.toLowerCase(Locale.ROOT).startsWith("lenovo"))
                .isPresent();
        out.putIf(
                Device.MODEL,
                lenovo
                        ? first("product_version", "product_name", "board_name")
                        : first("product_name", "board_name", "product_version"),
                DMI + "product_name");
        out.putIf(Device.SERIAL_NUMBER, first("product_serial", "chassis_serial"), DMI + "product_serial");
        out.putIf(Device.FIRMWARE_VERSION, first("bios_version"), DMI + "bios_version");
        out.putIf(Device.TYPE, type(), DMI + "chassis_type");
        out.putIf(
                Machine.UUID, files.read(DMI + "product_uuid").flatMap(FirmwareText::meantUuid), DMI + "product_uuid");
    }

    private void board(Readings out) {
        out.putIf(
                Device.MANUFACTURER,
                files.read(TREE + "compatible")
                        .filter(compatible -> compatible.startsWith("raspberrypi,"))
                        .map(compatible -> "Raspberry Pi"),
                TREE + "compatible");
        out.putIf(Device.MODEL, files.read(TREE + "model").flatMap(FirmwareText::meant), TREE + "model");
        out.putIf(
                Device.SERIAL_NUMBER,
                files.read(TREE + "serial-number").flatMap(FirmwareText::meant),
                TREE + "serial-number");
        out.absent(Device.FIRMWARE_VERSION, Why.LOOKED, DMI + "bios_version");
        out.absent(Machine.UUID, Why.LOOKED, DMI + "product_uuid");
        out.put(Device.TYPE, virtual() ? "virtual_machine" : "board");
    }

    private Optional<String> first(String... names) {
        return Stream.of(names)
                .flatMap(name -> files.read(DMI + name).stream())
                .flatMap(text -> FirmwareText.meant(text).stream())
                .findFirst();
    }

    Optional<String> type() {
        if (virtual()) {
            return Optional.of("virtual_machine");
        }
        Optional<String> chassis =
                files.read(DMI + "chassis_type").flatMap(Numbers::whole).flatMap(number -> chassis(number.intValue()));
        // Firmware that says nothing of its case may still come with a battery.
        return chassis.or(() -> BatteryProbe.batteries(files).isEmpty() ? Optional.empty() : Optional.of("laptop"));
    }

    /** The kinds Socle tells apart, by the number of the SMBIOS specification (7.4.1). */
    static Optional<String> chassis(int number) {
        return switch (number) {
            case 3, 4, 5, 6, 7, 15, 16, 24 -> Optional.of("desktop");
            case 8, 9, 10, 14, 31 -> Optional.of("laptop");
            case 11, 30, 32 -> Optional.of("tablet");
            case 13 -> Optional.of("all_in_one");
            case 17, 23, 25, 28, 29 -> Optional.of("server");
            case 34, 35, 36 -> Optional.of("mini");
            default -> Optional.empty();
        };
    }

    private boolean virtual() {
        if (files.exists(TREE + "hypervisor")
                || files.read(TREE + "compatible")
                        .filter(c -> c.contains("dummy-virt"))
                        .isPresent()) {
            return true;
        }
        boolean flagged = files.lines("proc/cpuinfo").stream()
                .filter(line -> line.startsWith("flags"))
                .anyMatch(line -> (line + " ").contains(" hypervisor "));
        String firmware = (files.read(DMI + "sys_vendor").orElse("") + " "
                        + files.read(DMI + "product_name").orElse(""))
                .toLowerCase(Locale.ROOT);
        return flagged || HYPERVISORS.stream().anyMatch(firmware::contains);
    }

    @Override
    public List<Obstacle> obstacles() {
        return PROTECTED.stream()
                .map(name -> DMI + name)
                .filter(files::denied)
                .map(path -> new Obstacle(Obstacle.Kind.DENIED, "/" + path, Obstacle.Remedy.START_READER))
                .toList();
    }
}
