package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Printer;
import org.socle.contract.catalogue.Updates;
import org.socle.contract.catalogue.Usb;
import org.socle.edge.source.RecordedCommands;
import org.socle.edge.tree.Reading;

/** Packages, services, screens, memory, USB, printers and clock, on machines of a few files. */
class SystemHealthProbesTest {
    private static final Path MACHINES = Path.of("src/test/resources/machines");

    private FakeMachine machine;
    private RecordedCommands commands;

    @BeforeEach
    void open(@TempDir Path root) {
        machine = new FakeMachine(root);
        commands = new RecordedCommands(root.resolve("commands"));
    }

    private static long day(String day) {
        return Instant.parse(day + "T00:00:00Z").getEpochSecond();
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 12, 2028-06-30",
        "raspbian, 11, 2026-08-31",
        "ubuntu, 22.04, 2027-06-01",
        "ubuntu, 24.10, 2025-07-10"
    })
    void knowsHowLongAReleaseIsSupported(String id, String version, String end) {
        machine.with("etc/os-release", "ID=" + id + "\nVERSION_ID=\"" + version + "\"");
        assertThat(OsSupport.end(machine.files())).contains(day(end));
    }

    @Test
    void believesTheReleaseBeforeDistroInfoAndDistroInfoBeforeItsOwnCopy() {
        machine.with("etc/os-release", "ID=debian\nVERSION_ID=12")
                .with(
                        "usr/share/distro-info/debian.csv",
                        "version,codename,series,created,release,eol,eol-lts,eol-elts\n"
                                + "12,Bookworm,bookworm,2021-08-14,2023-06-10,2026-07-11,2029-01-31,2033-06-30");
        assertThat(OsSupport.end(machine.files())).contains(day("2029-01-31"));
        machine.with("etc/os-release", "ID=debian\nVERSION_ID=12\nSUPPORT_END=2030-02-01");
        assertThat(OsSupport.end(machine.files())).contains(day("2030-02-01"));
    }

    @ParameterizedTest
    @CsvSource({"debian, 15", "debian, 99", "linuxmint, 22", "ubuntu, ''"})
    void saysNothingOfAReleaseItDoesNotKnow(String id, String version) {
        machine.with("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version);
        assertThat(OsSupport.end(machine.files())).isEmpty();
    }

    @Test
    void countsNoUpdatesWithoutPackageLists() throws IOException {
        machine.with("var/lib/dpkg/status", "Package: base-files");
        assertThat(FakeMachine.read(new UpdatesProbe(machine.files(), commands)))
                .containsExactly(entry("updates.reboot_required", false));
    }

    @Test
    void tellsWhenAptFails() {
        machine.with("var/lib/dpkg/status", "x")
                .with("var/lib/apt/lists/a_Packages", "x")
                .with("commands/apt-get_-s_-q_-o_Debug::NoLocking=1_--with-new-pkgs_upgrade.out", "")
                .with("commands/apt-get_-s_-q_-o_Debug::NoLocking=1_--with-new-pkgs_upgrade.exit", "100");
        assertThatThrownBy(() -> FakeMachine.read(new UpdatesProbe(machine.files(), commands)))
                .hasMessage("apt-get ended with status 100");
    }

    @Test
    void anEmptyAnswerOfAptIsNotThatNothingWaits(@TempDir Path root) throws IOException {
        FakeMachine optiplex = FakeMachine.like("optiplex-7010", root)
                .with("commands/apt-get_-s_-q_-o_Debug::NoLocking=1_--with-new-pkgs_upgrade.out", "");
        UpdatesProbe probe = new UpdatesProbe(optiplex.files(), new RecordedCommands(root.resolve("commands")));
        Readings readings = new Readings();
        assertThatThrownBy(() -> probe.read(readings)).hasMessage("apt-get ended without its summary");
        assertThat(readings.list())
                .extracting(Reading::resource)
                .doesNotContain(Updates.PENDING, Updates.SECURITY)
                .contains(Updates.REBOOT_REQUIRED);
        optiplex.with(
                "commands/apt-get_-s_-q_-o_Debug::NoLocking=1_--with-new-pkgs_upgrade.out",
                "Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
        assertThat(FakeMachine.read(probe)).containsEntry("updates.pending", 0L).containsEntry("updates.security", 0L);
    }

    @Test
    void countersGoneWrongAreNoTime(@TempDir Path root) throws IOException {
        FakeMachine esprimo = FakeMachine.like("esprimo-p510", root)
                .with("proc/uptime", "18446744073709551615.00 1.00")
                .with("proc/stat", "btime 4294967295");
        assertThat(FakeMachine.read(new SystemProbe(esprimo.files(), commands)))
                .doesNotContainKeys("machine.uptime", "machine.boot_time")
                .containsEntry(
                        "machine.host_name",
                        esprimo.files().read("proc/sys/kernel/hostname").orElseThrow());
    }

    @Test
    void withoutItsLinesInMeminfoThereIsNoSwap(@TempDir Path root) throws IOException {
        FakeMachine optiplex = FakeMachine.like("optiplex-7010", root).withoutLine("proc/meminfo", "SwapFree:");
        MemoryProbe probe = new MemoryProbe(optiplex.files());
        assertThat(FakeMachine.read(probe))
                .containsEntry("memory.swap_total", 2_097_148L)
                .doesNotContainKey("memory.swap_used");
        optiplex.withoutLine("proc/meminfo", "SwapTotal:").withoutLine("proc/meminfo", "MemAvailable:");
        assertThat(FakeMachine.read(probe)).isEqualTo(Map.of("memory.total", 8_056_892L));
    }

    @Test
    void aControllerThatDoesNotTellTakesTheSumAway() throws IOException {
        machine.with("sys/devices/system/edac/mc/mc0/ce_count", "3")
                .with("sys/devices/system/edac/mc/mc1/ce_count", "refused");
        assertThat(FakeMachine.read(new HardwareErrorsProbe(machine.files()))).isEmpty();
    }

    @Test
    void countsUpdatesByTheirOriginNotTheirName() {
        assertThat(UpdatesProbe.count("Inst debian-security-support [1] (2 Debian:12.9/stable [all])\n"
                        + "Inst libssl3 [1] (2 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64])\n"
                        + "Conf libssl3 (2 Ubuntu:22.04/jammy-security [amd64])\n"))
                .isEqualTo(new UpdatesProbe.Count(2, 1));
    }

    @Test
    void namesFailedServicesWithoutWhatTheyWereStartedFor() {
        assertThat(UnitsProbe.failed("""
                        openvpn@marie.service loaded failed failed x
                        media-marie-CLE.mount loaded failed failed x
                        cups.service loaded failed failed CUPS
                        """)).containsExactly("cups", "openvpn@");
    }

    @Test
    void readsAScreenWithoutItsSerialNumber() throws IOException {
        byte[] block = Files.readAllBytes(MACHINES.resolve("optiplex-7010/sys/class/drm/card0-VGA-1/edid"));
        assertThat(new String(block, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("5GJ3R42K0ABL");
        assertThat(Edid.parse(block)).contains(new Edid("DEL", "DELL P2213", 56L, 2012L));
        block[60]++;
        assertThat(Edid.parse(block)).isEmpty();
    }

    @Property
    void noBytesBreakTheReaderOfScreens(@ForAll byte[] bytes) {
        Edid.parse(bytes).ifPresent(edid -> assertThat(edid.maker()).hasSize(3));
    }

    @Test
    void listsUsbDevicesButHubsAndSticks() throws IOException {
        String usb = "sys/bus/usb/devices/";
        machine.with(usb + "usb1/idVendor", "1d6b")
                .with(usb + "1-1/bDeviceClass", "09")
                .with(usb + "1-1/idVendor", "05e3")
                .with(usb + "1-1/idProduct", "0608")
                .with(usb + "1-1.2/idVendor", "046D")
                .with(usb + "1-1.2/idProduct", "C52B")
                .with(usb + "1-1.2/manufacturer", "Logitech")
                .with(usb + "1-1.2/product", "USB Receiver")
                .with(usb + "1-1.2/serial", "SECRET")
                .with(usb + "1-1.3/idVendor", "0781")
                .with(usb + "1-1.3/idProduct", "5581")
                .with(usb + "1-1.3/product", "CLE MARIE")
                .with(usb + "1-1.3:1.0/bInterfaceClass", "08");
        assertThat(FakeMachine.read(new UsbProbe(machine.files())))
                .containsExactly(
                        entry(Usb.NAME.key() + "[1-1.2]", "Logitech USB Receiver"),
                        entry(Usb.IDENTIFIER.key() + "[1-1.2]", "046d:c52b"));
    }

    @Test
    void countsJobsOfPrintersWithoutSayingWhose() throws IOException {
        machine.with("commands/lpstat_-p.out", """
                        printer salle-3 is idle.  enabled since Tue 06 Jan 2026
                        printer salle disabled since Mon 05 Jan 2026 -
                        \tPaused
                        """).with("commands/lpstat_-o.out", """
                        salle-3-117  marie  51200  Mon 05 Jan 2026
                        salle-118    paul   1024   Mon 05 Jan 2026
                        salle-119    paul   1024   Mon 05 Jan 2026
                        """);
        assertThat(FakeMachine.read(new PrinterProbe(commands)))
                .isEqualTo(Map.of(
                        Printer.STATE.key() + "[salle-3]",
                        "idle",
                        Printer.QUEUED.key() + "[salle-3]",
                        1L,
                        Printer.STATE.key() + "[salle]",
                        "stopped",
                        Printer.QUEUED.key() + "[salle]",
                        2L));
    }

    @Test
    void readsTheOffsetOfTheClockInAnyUnit() {
        assertThat(ClockOffset.timesyncd("       Offset: -12.430ms\n")).contains(-12L);
        assertThat(ClockOffset.timesyncd("       Offset: +1min 2.300s\n")).contains(62_300L);
        assertThat(ClockOffset.timesyncd("       Offset: +431us\n")).contains(0L);
        assertThat(ClockOffset.timesyncd(" Packet count: 0\n")).isEmpty();
        assertThat(ClockOffset.chrony("C0A80101,192.168.1.1,3,1.5,0.1,-0.25,0.01,0,0,0,0,0,1,Normal\n"))
                .contains(-250L);
        assertThat(ClockOffset.chrony("506 Cannot talk to daemon\n")).isEmpty();
    }

    @Test
    void addsUpMemoryControllersAndProcessors() throws IOException {
        machine.with("sys/devices/system/edac/mc/mc0/ce_count", "3")
                .with("sys/devices/system/edac/mc/mc0/ue_count", "0")
                .with("sys/devices/system/edac/mc/mc1/ce_count", "4")
                .with("sys/devices/system/edac/mc/mc1/ue_count", "1")
                .with("sys/devices/system/edac/mc/power/ce_count", "99")
                .with("proc/interrupts", "      CPU0 CPU1\n MCE:   1   2   Machine check exceptions\n");
        assertThat(FakeMachine.read(new HardwareErrorsProbe(machine.files())))
                .containsExactly(
                        entry("memory.corrected_errors", 7L),
                        entry("memory.uncorrected_errors", 1L),
                        entry("processor.machine_checks", 3L));
    }

    @Test
    void remembersADipOfTheVoltageThatTheDriverForgets() throws IOException {
        machine.with("sys/class/hwmon/hwmon1/name", "rpi_volt").with("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0");
        PiPowerProbe probe = new PiPowerProbe(machine.files());
        assertThat(FakeMachine.read(probe)).containsExactly(entry("processor.under_voltage", false));
        machine.with("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1");
        assertThat(FakeMachine.read(probe)).containsExactly(entry("processor.under_voltage", true));
        machine.with("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0");
        assertThat(FakeMachine.read(probe)).containsExactly(entry("processor.under_voltage", true));
    }

    @Test
    void seesAVolumeThroughTheAgentsOwnSandbox() {
        // systemd's ProtectSystem mounts all read-only for the service; the volume itself is not.
        assertThat(FileSystemProbe.parse("27 1 8:2 / / ro,relatime - ext4 /dev/sda2 rw,errors=remount-ro"))
                .hasValueSatisfying(mount -> assertThat(mount.readOnly()).isFalse());
        assertThat(FileSystemProbe.parse("27 1 8:2 / / ro,relatime - ext4 /dev/sda2 ro,errors=remount-ro"))
                .hasValueSatisfying(mount -> assertThat(mount.readOnly()).isTrue());
    }

    @Test
    void namesModulesOfTwoBanksApart() throws IOException {
        machine.with("run/udev/data/+dmi:id", """
                        E:MEMORY_DEVICE_0_LOCATOR=DIMM0
                        E:MEMORY_DEVICE_0_SIZE=1073741824
                        E:MEMORY_DEVICE_1_LOCATOR=DIMM0
                        E:MEMORY_DEVICE_1_BANK_LOCATOR=BANK 1
                        E:MEMORY_DEVICE_1_PRESENT=0
                        E:MEMORY_DEVICE_2_LOCATOR=To be filled by O.E.M.
                        E:MEMORY_DEVICE_2_SIZE=-1
                        E:MEMORY_DEVICE_2_TYPE=DDR2
                        """);
        assertThat(FakeMachine.read(new MemoryModuleProbe(machine.files())))
                .containsExactly(
                        entry("memory_module.size[DIMM0]", 1_048_576L),
                        entry("memory_module.size[DIMM0 BANK 1]", 0L),
                        entry("memory_module.type[slot 2]", "DDR2"));
    }

    @Test
    void runsProbesOnDemandOnlyWhereTheyAreEnabled() {
        assertThat(Probes.onDemand()).isEqualTo(List.of("usb", "printer"));
    }

    @Test
    void aTotemSaysWhetherItShowsItsPage() throws IOException {
        KioskProbe probe = new KioskProbe(machine.files(), commands);
        assertThat(probe.present()).as("no totem").isFalse();
        machine.with("etc/systemd/system/socle-kiosk.service", "[Service]")
                .with("sys/class/drm/card0-HDMI-A-1/status", "connected")
                .with("commands/systemctl_is-active_socle-kiosk.service.out", "active");
        assertThat(probe.present()).isTrue();
        assertThat(FakeMachine.read(probe)).containsExactly(entry("kiosk.screen", true), entry("kiosk.browser", true));

        machine.with("sys/class/drm/card0-HDMI-A-1/status", "disconnected")
                .with("commands/systemctl_is-active_socle-kiosk.service.out", "failed")
                .with("commands/systemctl_is-active_socle-kiosk.service.exit", "3");
        assertThat(FakeMachine.read(probe))
                .containsExactly(entry("kiosk.screen", false), entry("kiosk.browser", false));
    }
}
