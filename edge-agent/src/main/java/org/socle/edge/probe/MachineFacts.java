package org.socle.edge.probe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Hardware.Part;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Reading;
import org.socle.enrol.Label;

/** What a machine says of itself when it asks to join: a label for people, digests of its hardware's numbers. */
public final class MachineFacts {
    private static final String DMI = "sys/class/dmi/id/";
    private static final String NET = "sys/class/net/";
    private static final String BLOCK = "sys/block/";
    private static final String PERMANENT = "0";

    /** Set in addresses that somebody made up. */
    private static final int LOCALLY_ADMINISTERED = 2;

    private final SysFs files;

    public MachineFacts(SysFs files) {
        this.files = files;
    }

    /** The text of a reading of the machine's identity; empty when there is none. */
    private static String text(Readings readings, Resource resource) {
        return readings.list().stream()
                .filter(reading -> reading.resource() == resource)
                .map(Reading::value)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    /** What people recognise the machine by; a text that is not known is empty. */
    public Label label() {
        Readings readings = new Readings();
        IdentityProbe identity = new IdentityProbe(files);
        if (identity.present()) {
            identity.read(readings);
        }
        return new Label(
                files.read("proc/sys/kernel/hostname").orElse(""),
                text(readings, Device.MANUFACTURER),
                text(readings, Device.MODEL),
                text(readings, Device.SERIAL_NUMBER));
    }

    /** The hardware by the numbers that this user may read. */
    public Hardware hardware() {
        Map<Part, List<String>> numbers = new EnumMap<>(Part.class);
        numbers.put(Part.FIRMWARE, firmware());
        numbers.put(Part.NETWORK, cards());
        numbers.put(Part.DISK, disks());
        return Hardware.of(numbers);
    }

    private List<String> firmware() {
        Stream<String> serials = Stream.of(
                        DMI + "product_serial",
                        DMI + "board_serial",
                        DMI + "chassis_serial",
                        "proc/device-tree/serial-number")
                .flatMap(path -> files.read(path).stream())
                .flatMap(text -> FirmwareText.meant(text).stream());
        Stream<String> uuid = files.read(DMI + "product_uuid").flatMap(FirmwareText::meantUuid).stream();
        return Stream.concat(uuid, serials).distinct().toList();
    }

    /** Built-in cards; those on USB only when there is no other, as on small boards: a dock serves many laptops. */
    private List<String> cards() {
        List<String> builtIn = new ArrayList<>();
        List<String> onUsb = new ArrayList<>();
        for (String card : files.list(NET)) {
            String path = NET + card + "/";
            boolean hardware = files.exists(path + "device");
            boolean permanent = files.read(path + "addr_assign_type").orElse("").equals(PERMANENT);
            if (hardware && permanent) {
                boolean usb = files.link(path + "device/subsystem").orElse("").endsWith("/usb");
                files.read(path + "address").filter(MachineFacts::given).ifPresent((usb ? onUsb : builtIn)::add);
            }
        }
        return builtIn.isEmpty() ? onUsb : builtIn;
    }

    private static boolean given(String address) {
        return address.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")
                && (Integer.parseInt(address.substring(0, 2), 16) & LOCALLY_ADMINISTERED) == 0
                && !address.matches("(00:?)+");
    }

    private List<String> disks() {
        return Disks.list(files).stream()
                .flatMap(disk -> serial(BLOCK + disk.name() + "/device/").stream())
                .toList();
    }

    private Optional<String> serial(String device) {
        return Stream.of("serial", "cid", "vpd_pg80", "wwid")
                .flatMap(name -> files.read(device + name).stream())
                // The page of a SCSI disk has a binary head before its text.
                .map(text -> text.replaceAll("[^\\x21-\\x7e]", ""))
                .flatMap(text -> FirmwareText.meant(text).stream())
                .findFirst();
    }
}
