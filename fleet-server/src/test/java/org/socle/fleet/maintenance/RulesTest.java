package org.socle.fleet.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.device.Status;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** Both sides of every threshold. */
class RulesTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
    private static final long GIB = 1024 * 1024;

    private static Reading reading(Resource resource, Object value) {
        return new Reading(resource, 0, value, AT);
    }

    private static List<Finding> check(Reading... readings) {
        return Rules.check(Snapshot.of(Arrays.asList(readings)));
    }

    @ParameterizedTest
    @CsvSource({
        // key, silent at, finds, at, severity
        "storage.reallocated_sectors, 4, disk_reallocating, 5, watch",
        "storage.reallocated_sectors, 4, disk_reallocating, 16, watch",
        "storage.reallocated_sectors, 4, disk_failing, 17, down",
        "storage.pending_sectors, 0, disk_failing, 1, down",
        "storage.offline_uncorrectable, 0, disk_failing, 1, down",
        "storage.reported_uncorrectable, 0, disk_failing, 1, down",
        "storage.critical_warning, 0, disk_failing, 4, down",
        "storage.percentage_used, 79, disk_wearing, 80, watch",
        "storage.media_errors, 0, disk_wearing, 1, watch",
        "storage.grown_defects, 0, disk_wearing, 1, watch",
        "storage.crc_errors, 9, cable_errors, 10, watch",
        "temperature.value, 84.9, hot, 85, watch",
        "temperature.value, 84.9, overheating, 95, down",
        "memory.used, 91, memory_short, 92, watch",
        "network.signal, -75, weak_wifi, -76, watch",
        "link.loss, 4, link_loss, 5, watch",
        "battery.health, 60, battery_worn, 59, watch",
    })
    void numbersBeyondTheThresholdAreFound(String key, double silent, String rule, double found, String severity) {
        Resource resource = Catalogue.byKey(key).orElseThrow();

        assertThat(check(reading(resource, silent))).isEmpty();
        assertThat(check(reading(resource, found)))
                .containsExactly(new Finding(
                        rule,
                        Status.of(severity).orElseThrow(),
                        resource,
                        0,
                        resource.family().multiple() ? "0" : "",
                        Double.toString(found)));
    }

    @ParameterizedTest
    @CsvSource({
        "storage.healthy, true, disk_failing, false, down",
        "clock.synchronised, true, clock_wrong, false, watch",
        "filesystem.remounted_read_only, false, filesystem_read_only, true, down",
    })
    void flagsThatTurnAreFound(String key, boolean silent, String rule, boolean found, String severity) {
        Resource resource = Catalogue.byKey(key).orElseThrow();

        assertThat(check(reading(resource, silent))).isEmpty();
        assertThat(check(reading(resource, found)))
                .extracting(Finding::rule, finding -> finding.severity().word(), Finding::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, severity, Boolean.toString(found)));
    }

    @ParameterizedTest
    @CsvSource({"ok, 0", "denied, 0", "missing_tool, 0", "failed, 1", "timeout, 1"})
    void onlyBrokenProbesAreTrouble(String state, int findings) {
        assertThat(check(reading(Catalogue.byKey("probe.state").orElseThrow(), state)))
                .hasSize(findings);
    }

    @Test
    void aSpareBelowItsOwnThresholdIsFailing() {
        Reading threshold = reading(Storage.SPARE_THRESHOLD, 10L);

        assertThat(check(threshold, reading(Storage.AVAILABLE_SPARE, 10L))).isEmpty();
        assertThat(check(threshold, reading(Storage.AVAILABLE_SPARE, 9L)))
                .extracting(Finding::rule)
                .containsExactly("disk_failing");
    }

    @Test
    void aVolumeFillsUpWhenLittleRoomIsLeft() {
        Reading scarce = reading(FileSystem.AVAILABLE, 20 * GIB - 1);
        Reading plenty = reading(FileSystem.AVAILABLE, 20 * GIB);

        assertThat(check(scarce, reading(FileSystem.FILL, 89L))).isEmpty();
        assertThat(check(scarce, reading(FileSystem.FILL, 90L)))
                .extracting(Finding::rule)
                .containsExactly("filesystem_filling");
        assertThat(check(plenty, reading(FileSystem.FILL, 97L))).isEmpty();
        assertThat(check(plenty, reading(FileSystem.FILL, 98L)))
                .extracting(Finding::rule)
                .containsExactly("filesystem_full");
    }

    @Test
    void aMediumThatIsReadOnlyByNatureIsNotFull() {
        assertThat(check(reading(FileSystem.FILL, 100L), reading(FileSystem.READ_ONLY, true)))
                .isEmpty();
    }

    @Test
    void aDiskIsNamedAndFoundOnce() {
        List<Finding> found = check(
                reading(Storage.DEVICE, "sda"),
                reading(Storage.HEALTHY, false),
                reading(Storage.PENDING_SECTORS, 8L),
                reading(Storage.REALLOCATED_SECTORS, 400L));

        assertThat(found)
                .extracting(Finding::rule, Finding::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("disk_failing", "sda"));
    }

    @Test
    void nothingIsFoundWhereNothingIsRead() {
        assertThat(check()).isEmpty();
    }
}
