package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.source.Commands;
import org.socle.edge.source.MissingTool;
import org.socle.edge.source.StaleReading;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.TookTooLong;
import org.socle.edge.tree.Reading;

class StorageProbeTest {
    private static final String AWAKE = """
            {"smartctl": {"exit_status": 0}, "device": {"protocol": "ATA"}, "model_name": "ST3500418AS",
             "user_capacity": {"bytes": 500107862016}, "rotation_rate": 7200,
             "smart_status": {"passed": false}, "temperature": {"current": 32},
             "ata_smart_attributes": {"table": [{"id": 5, "name": "Reallocated_Sector_Ct", "value": 100,
               "thresh": 36, "raw": {"value": 40, "string": "40"}}]}}""";
    private static final String ASLEEP = """
            {"smartctl": {"exit_status": 2, "messages": [
              {"string": "Device is in STANDBY mode, exit(2)", "severity": "information"}]}}""";

    private static final Map<Resource, Object> FROM_THE_KERNEL =
            Map.of(Storage.DEVICE, "sda", Storage.MODEL, "ST3500418AS", Storage.CAPACITY, 500L);

    @TempDir
    Path root;

    private final Smartctl smartctl = new Smartctl();
    private StorageProbe probe;

    @BeforeEach
    void disk() throws IOException {
        write("sys/block/sda/size", "976773168");
        write("sys/block/sda/removable", "0");
        write("sys/block/sda/queue/rotational", "1");
        write("sys/block/sda/device/model", "ST3500418AS     ");
        probe = new StorageProbe(new SysFs(root), smartctl);
    }

    @Test
    void aDiskThatFallsAsleepKeepsItsCountersAndLosesItsTemperature() {
        smartctl.says(AWAKE);
        assertThat(read(probe))
                .containsEntry(Storage.STANDBY, false)
                .containsEntry(Storage.TEMPERATURE, 32L)
                .containsEntry(Storage.REALLOCATED_SECTORS, 40L);

        smartctl.says(ASLEEP);
        assertThat(read(probe))
                .isEqualTo(Map.of(
                        Storage.DEVICE,
                        "sda",
                        Storage.MODEL,
                        "ST3500418AS",
                        Storage.KIND,
                        "hdd",
                        Storage.CAPACITY,
                        500L,
                        Storage.HEALTHY,
                        false,
                        Storage.REALLOCATED_SECTORS,
                        40L,
                        Storage.STANDBY,
                        true));
        assertThat(smartctl.asked).containsExactlyElementsOf(List.of(SMARTCTL, SMARTCTL));
    }

    @Test
    void ofADiskAsleepSinceTheStartTheKernelTells() {
        smartctl.says(ASLEEP);
        assertThat(read(probe))
                .containsAllEntriesOf(FROM_THE_KERNEL)
                .containsEntry(Storage.STANDBY, true)
                .hasSize(4);
    }

    @Test
    void aDiskThatStopsAnsweringDoesNotLookSound() {
        smartctl.says(AWAKE);
        read(probe);
        smartctl.says("");
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(values(readings))
                .containsEntry(Storage.HEALTHY, false)
                .containsEntry(Storage.REALLOCATED_SECTORS, 40L)
                .doesNotContainKeys(Storage.TEMPERATURE, Storage.STANDBY);
        assertThat(readings.missed()).isPresent();
    }

    @Test
    void anotherDiskUnderTheSameNameStartsAnew() throws IOException {
        smartctl.says(AWAKE);
        read(probe);
        write("sys/block/sda/device/model", "WDC WD5000AAKX");
        smartctl.says(ASLEEP);
        assertThat(read(probe))
                .containsEntry(Storage.MODEL, "WDC WD5000AAKX")
                .doesNotContainKey(Storage.REALLOCATED_SECTORS);
    }

    @Test
    void withoutSmartctlTheKernelTellsWhatItKnows() {
        smartctl.installed = false;
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(values(readings)).isEqualTo(FROM_THE_KERNEL);
        assertThat(readings.missed()).get().isInstanceOf(MissingTool.class);
        assertThat(probe.obstacles())
                .containsExactly(
                        new Obstacle(Obstacle.Kind.MISSING_TOOL, "smartctl", Obstacle.Remedy.INSTALL_SMARTMONTOOLS));
    }

    @Test
    void withoutTheRightDoctorNamesTheDiskAndTheRemedy() {
        smartctl.says("""
                {"smartctl": {"exit_status": 2, "messages": [
                  {"string": "Smartctl open device: /dev/sda failed: Permission denied", "severity": "error"}]}}""");
        probe.read(new Readings());
        assertThat(probe.obstacles())
                .containsExactly(new Obstacle(Obstacle.Kind.DENIED, "/dev/sda", Obstacle.Remedy.START_READER));
        assertThat(smartctl.asked).as("asked once, not again for doctor").hasSize(1);
    }

    @Test
    void aDiskThatHangsIsNamedAndNotAskedAgain() {
        smartctl.failure = new TookTooLong("smartctl /dev/sda", Duration.ofSeconds(30));
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(values(readings)).isEqualTo(FROM_THE_KERNEL);
        assertThat(readings.missed())
                .hasValueSatisfying(
                        reason -> assertThat(reason).hasMessage("smartctl /dev/sda did not end within 30 s"));
        assertThat(probe.obstacles())
                .containsExactly(new Obstacle(Obstacle.Kind.TIMEOUT, "/dev/sda", Obstacle.Remedy.CHECK_DISK));
        assertThat(smartctl.asked).hasSize(1);
    }

    @Test
    void whatTheReaderReadLongAgoIsNotTold() {
        smartctl.failure = new StaleReading("/dev/sda", Duration.ofHours(9));
        probe.read(new Readings());
        assertThat(probe.obstacles())
                .containsExactly(new Obstacle(Obstacle.Kind.STALE, "/dev/sda", Obstacle.Remedy.START_READER));
    }

    @Test
    void whatADiskDoesNotTellIsSaidOfIt() {
        smartctl.says(AWAKE);
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(readings.absences())
                .contains(new Absence(Storage.SERIAL_NUMBER, "sda", Why.UNTOLD, "/dev/sda"))
                .extracting(Absence::resource)
                .doesNotContain(Storage.REALLOCATED_SECTORS, Storage.MEDIA_ERRORS);
    }

    @Test
    void anEmmcTellsItsWearToTheKernel() throws IOException {
        Files.delete(root.resolve("sys/block/sda/size"));
        write("sys/block/mmcblk0/size", "61071360");
        write("sys/block/mmcblk0/removable", "0");
        write("sys/block/mmcblk0/device/type", "MMC");
        write("sys/block/mmcblk0/device/name", "DF4032");
        write("sys/block/mmcblk0/device/serial", "0x1b2c3d4e");
        write("sys/block/mmcblk0/device/life_time", "0x02 0x03");
        write("sys/block/mmcblk0/device/pre_eol_info", "0x02");
        assertThat(read(probe))
                .isEqualTo(Map.of(
                        Storage.DEVICE, "mmcblk0",
                        Storage.MODEL, "DF4032",
                        Storage.SERIAL_NUMBER, "0x1b2c3d4e",
                        Storage.KIND, "emmc",
                        Storage.CAPACITY, 31L,
                        Storage.HEALTHY, false,
                        Storage.PERCENTAGE_USED, 30L));
        assertThat(smartctl.asked).isEmpty();
    }

    @Test
    void wearThatTheCardDoesNotKnowIsAbsent() {
        assertThat(StorageProbe.used("0x00 0x00")).isEmpty();
        assertThat(StorageProbe.used("")).isEmpty();
        assertThat(StorageProbe.used("0x0b 0x01")).contains(110L);
        assertThat(StorageProbe.used("0x0c 0xff")).isEmpty();
    }

    private static final List<String> SMARTCTL = List.of("smartctl", "-n", "standby", "-x", "--json", "/dev/sda");

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static Map<Resource, Object> read(StorageProbe probe) {
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(readings.missed()).isEmpty();
        return values(readings);
    }

    private static Map<Resource, Object> values(Readings readings) {
        return readings.list().stream().collect(Collectors.toMap(Reading::resource, Reading::value));
    }

    /** Says what it is told to, in turn. */
    private static final class Smartctl implements Commands {
        private final Deque<String> answers = new ArrayDeque<>();
        private final Deque<List<String>> asked = new ArrayDeque<>();
        private boolean installed = true;
        private @Nullable IOException failure;

        private void says(String json) {
            answers.add(json);
        }

        @Override
        public Result run(List<String> command, Duration timeout) throws IOException {
            asked.add(command);
            if (failure != null) {
                throw failure;
            }
            return new Result(0, answers.remove());
        }

        @Override
        public boolean available(String program) {
            return installed;
        }
    }
}
