package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.source.AccessDenied;

class SmartTest {
    private static final Path CAPTURES = Path.of("src/test/resources/smartctl");

    @Test
    void readsEveryCapturedDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        List<Path> captures;
        try (Stream<Path> files = Files.list(CAPTURES)) {
            captures = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path capture : captures) {
            all.append(capture.getFileName()).append('\n');
            Smart.parse(Files.readString(capture)).forEach((resource, value) -> {
                String unit = resource.unit() == null ? "" : " " + resource.unit();
                all.append("  %s = %s%s\n".formatted(resource.key(), value, unit));
            });
        }

        assertThat(all.toString()).isEqualTo(Files.readString(CAPTURES.resolve("expected.txt")));
    }

    @Test
    void aSleepingDiskIsAsleepAndNothingElse() throws IOException {
        Map<Resource, Object> values = Smart.parse("""
                {"smartctl": {"exit_status": 2,
                  "messages": [{"string": "Device is in STANDBY mode, exit(2)", "severity": "information"}]},
                 "device": {"name": "/dev/sda", "protocol": "ATA"}}""");

        assertThat(values).isEqualTo(Map.of(Storage.STANDBY, true));
    }

    @Test
    void whatNoDiskCanBeIsNotTold() throws IOException {
        String disk = """
                {"smartctl": {"exit_status": 0}, "device": {"protocol": "NVMe"}, "temperature": {"current": %d},
                 "nvme_smart_health_information_log": {"available_spare": %d}}""";
        assertThat(Smart.parse(disk.formatted(41, 100)))
                .containsEntry(Storage.TEMPERATURE, 41L)
                .containsEntry(Storage.AVAILABLE_SPARE, 100L);
        for (int nothing : new int[] {-1, 0, 255, 65_535}) {
            assertThat(Smart.parse(disk.formatted(nothing, 255)))
                    .doesNotContainKeys(Storage.TEMPERATURE, Storage.AVAILABLE_SPARE);
        }
    }

    @Test
    void theSameExitStatusMayMeanThatOpeningWasDenied() {
        assertThatThrownBy(() -> Smart.parse("""
                {"smartctl": {"exit_status": 2,
                  "messages": [{"string": "Smartctl open device: /dev/sda failed: Permission denied",
                                "severity": "error"}]}}"""))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("/dev/sda");
    }

    @Test
    void aDiskSmartctlDoesNotKnowIsAFailure() {
        assertThatThrownBy(() -> Smart.parse("""
                {"smartctl": {"exit_status": 1,
                  "messages": [{"string": "/dev/vda: Unable to detect device type", "severity": "error"}]}}"""))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(AccessDenied.class)
                .hasMessage("/dev/vda: Unable to detect device type");
    }

    @Test
    void whatIsNotJsonIsAFailure() {
        assertThatThrownBy(() -> Smart.parse("smartctl: unrecognized option '--json'"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Smart.parse("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Smart.parse("{}")).hasMessage("this is no answer of smartctl");
    }

    @Test
    void troublesOfTheDiskInTheExitStatusDoNotHideItsValues() throws IOException {
        assertThat(Smart.parse(disk(248, attribute(197, "Current_Pending_Sector", 8, "8"))))
                .containsEntry(Storage.PENDING_SECTORS, 8L);
    }

    @Test
    void timeoutsAreTheLowestOfThreePackedCounts() throws IOException {
        // 3 timeouts, 2 of them above 5 s, 1 above 7.5 s
        long packed = 1L << 32 | 2L << 16 | 3;
        assertThat(Smart.parse(disk(0, attribute(188, "Command_Timeout", packed, String.valueOf(packed)))))
                .containsEntry(Storage.COMMAND_TIMEOUTS, 3L);
    }

    @Test
    void aNumberUnderAnotherNameIsNotTakenForAnother() throws IOException {
        assertThat(Smart.parse(disk(0, attribute(198, "Read_Sectors_Tot_Ct", 123456, "123456"))))
                .doesNotContainKey(Storage.OFFLINE_UNCORRECTABLE);
    }

    @Test
    void theCountIsWhatPeopleReadWhenMoreIsPackedAboveIt() throws IOException {
        assertThat(Smart.parse(disk(0, attribute(5, "Reallocated_Sector_Ct", 196610, "2 (0 3)"))))
                .containsEntry(Storage.REALLOCATED_SECTORS, 2L);
    }

    @Test
    void whatFirmwareSaysThatDoesNotKnowIsNoCount() throws IOException {
        assertThat(Smart.parse("""
                {"smartctl": {"exit_status": 0}, "device": {"protocol": "NVMe"},
                 "nvme_smart_health_information_log": {"media_errors": -1, "percentage_used": 3,
                   "data_units_written": 340282366920938463463374607431768211455}}""")).isEqualTo(Map.of(Storage.KIND, "nvme", Storage.PERCENTAGE_USED, 3L));
    }

    @Test
    void aTemperatureNoDiskHasIsNoTemperature() throws IOException {
        assertThat(Smart.parse("{\"smartctl\": {\"exit_status\": 0}, \"temperature\": {\"current\": 0}}"))
                .doesNotContainKey(Storage.TEMPERATURE);
    }

    @Test
    void readsTheDefectListOfASasDisk() throws IOException {
        assertThat(Smart.parse("""
                {"smartctl": {"exit_status": 0}, "device": {"protocol": "SCSI"},
                 "scsi_model_name": "SEAGATE ST300MM0008", "rotation_rate": 10000,
                 "scsi_grown_defect_list": 7,
                 "scsi_error_counter_log": {"read": {"total_uncorrected_errors": 2},
                                            "write": {"total_uncorrected_errors": 1}}}"""))
                .containsEntry(Storage.MODEL, "SEAGATE ST300MM0008")
                .containsEntry(Storage.KIND, "hdd")
                .containsEntry(Storage.GROWN_DEFECTS, 7L)
                .containsEntry(Storage.REPORTED_UNCORRECTABLE, 3L);
    }

    @Test
    void wearComesFromTheDisksOwnStatisticsFirst() throws IOException {
        assertThat(Smart.parse("""
                {"smartctl": {"exit_status": 0}, "device": {"protocol": "ATA"},
                 "ata_smart_attributes": {"table": [
                   {"id": 177, "name": "Wear_Leveling_Count", "value": 97, "thresh": 0,
                    "raw": {"value": 50, "string": "50"}}]},
                 "ata_device_statistics": {"pages": [{"number": 7, "table": [
                   {"name": "Percentage Used Endurance Indicator", "value": 4, "flags": {"valid": true}}]}]}}""")).containsEntry(Storage.PERCENTAGE_USED, 4L);
        assertThat(Smart.parse(disk(0, attribute(177, "Wear_Leveling_Count", 50, "50"))))
                .containsEntry(Storage.PERCENTAGE_USED, 3L);
    }

    private static String attribute(int id, String name, long raw, String text) {
        return """
                {"id": %d, "name": "%s", "value": 97, "thresh": 0, "raw": {"value": %d, "string": "%s"}}""".formatted(id, name, raw, text);
    }

    private static String disk(int exit, String attribute) {
        return """
                {"smartctl": {"exit_status": %d}, "device": {"protocol": "ATA"},
                 "ata_smart_attributes": {"table": [%s]}}""".formatted(exit, attribute);
    }
}
