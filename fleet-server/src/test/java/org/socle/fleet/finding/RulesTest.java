package org.socle.fleet.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Connectivity;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.catalogue.Updates;
import org.socle.fleet.machine.Status;
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
        return check(List.of(), readings);
    }

    /** On a machine on which something was found before. */
    private static List<Finding> check(List<Finding> before, Reading... readings) {
        return Rules.check(
                Situation.of(Snapshot.of(Arrays.asList(readings)), Snapshot.of(List.of()), AT, Limits.USUAL, before));
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
        "storage.critical_warning, 2, disk_failing, 3, down",
        "storage.percentage_used, 79, disk_wearing, 80, watch",
        "storage.media_errors, 0, disk_wearing, 1, watch",
        "storage.grown_defects, 0, disk_wearing, 1, watch",
        "storage.kernel_errors, 2, disk_errors, 3, watch",
        "storage.crc_errors, 9, cable_errors, 10, watch",
        "temperature.value, 84.9, hot, 85, watch",
        "temperature.value, 84.9, overheating, 95, down",
        "memory.used, 91, memory_short, 92, watch",
        "network.signal, -75, weak_wifi, -76, watch",
        "link.loss, 4, link_loss, 5, watch",
        "clock.offset, 59999, clock_off, 60000, watch",
        "clock.offset, -59999, clock_off, -60000, watch",
        "battery.health, 60, battery_worn, 59, watch",
        "memory.corrected_errors, 99, memory_errors, 100, watch",
        "memory.uncorrected_errors, 0, memory_failing, 1, down",
        "processor.machine_checks, 0, machine_checks, 1, watch",
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
        "processor.under_voltage, false, under_voltage, true, watch",
        "processor.throttled, false, throttled, true, watch",
    })
    void flagsThatTurnAreFound(String key, boolean silent, String rule, boolean found, String severity) {
        Resource resource = Catalogue.byKey(key).orElseThrow();

        assertThat(check(reading(resource, silent))).isEmpty();
        assertThat(check(reading(resource, found)))
                .extracting(Finding::rule, finding -> finding.severity().word(), Finding::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, severity, Boolean.toString(found)));
    }

    /** An agent's start, of a machine that was switched on some minutes after {@link #AT}. */
    private static Snapshot started(long generation, String mark, long minutes) {
        return Snapshot.of(List.of(
                reading(Agent.STATE_GENERATION, generation),
                reading(Agent.START, mark),
                reading(Machine.BOOT_TIME, AT.getEpochSecond() + 60 * minutes)));
    }

    private static List<Finding> check(Snapshot before, Snapshot now, List<Finding> found) {
        return Rules.check(Situation.of(now, before, AT, Limits.USUAL, found));
    }

    @ParameterizedTest
    @CsvSource({
        // generation before, now, mark before, now; found
        "14, 15, a, b, 0",
        "14, 14, a, a, 0",
        "14, 14, a, b, 1",
        "14, 3, a, b, 1"
    })
    void aDiskIsRolledBackWhereAnotherStartHasSeenNoMoreOfThem(
            long before, long now, String known, String mark, int findings) {
        assertThat(check(started(before, known, 0), started(now, mark, 600), List.of()))
                .filteredOn(finding -> finding.rule().equals("frozen"))
                .hasSize(findings);
    }

    @Test
    void aDiskStaysRolledBackUntilTheMachineStartsFromWhereItWas() {
        List<Finding> found = check(started(14, "a", 0), started(14, "b", 600), List.of());
        assertThat(found).extracting(Finding::rule).containsExactly("frozen");
        assertThat(check(started(14, "b", 600), started(14, "b", 600), found))
                .as("the same day")
                .hasSize(1);
        assertThat(check(started(14, "b", 600), started(15, "c", 600), found))
                .as("the agent alone")
                .hasSize(1);
        assertThat(check(started(15, "c", 600), started(14, "d", 2_000), found))
                .as("the next day")
                .hasSize(1);
        assertThat(check(started(14, "d", 2_000), started(15, "e", 4_000), found))
                .as("no longer frozen")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ok, 0", "denied, 0", "missing_tool, 0", "failed, 1", "timeout, 1"})
    void onlyBrokenProbesAreTrouble(String state, int findings) {
        assertThat(check(reading(Catalogue.byKey("probe.state").orElseThrow(), state)))
                .hasSize(findings);
    }

    @Test
    void aClockThatNobodyKeepsRightIsOneTroubleHoweverFarItIsOff() {
        assertThat(check(reading(Clock.SYNCHRONISED, false), reading(Clock.OFFSET, 3_600_000L)))
                .extracting(Finding::rule)
                .containsExactly("clock_wrong");
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

    @ParameterizedTest
    @CsvSource({
        // found at, still found at, no longer at
        "temperature.value, hot, 85, 80, 79.9",
        "temperature.value, overheating, 95, 90, 79.9",
        "memory.used, memory_short, 92, 88, 87",
        "network.signal, weak_wifi, -76, -71, -70",
        "link.loss, link_loss, 5, 2, 1",
        "clock.offset, clock_off, -61000, 30000, 29999",
        "filesystem.fill, filesystem_filling, 90, 88, 87",
        "filesystem.fill, filesystem_full, 98, 97, 87",
    })
    void whatWasFoundHoldsUntilItIsWellBack(String key, String rule, double found, double still, double well) {
        Resource resource = Catalogue.byKey(key).orElseThrow();
        Reading scarce = reading(FileSystem.AVAILABLE, 1L);

        List<Finding> first = check(reading(resource, found), scarce);
        assertThat(first).extracting(Finding::rule).containsExactly(rule);
        assertThat(check(first, reading(resource, still), scarce))
                .extracting(Finding::rule)
                .containsExactly(rule);
        assertThat(check(first, reading(resource, well), scarce)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, os_unsupported",
        "2026-11-23T12:00:01Z, os_ending",
        "2027-05-22T11:59:59Z, os_ending",
        "2027-05-22T12:00:00Z, "
    })
    void aSystemWithoutUpdatesIsFoundHalfAYearBefore(Instant end, @Nullable String rule) {
        assertThat(check(reading(Updates.SUPPORT_END, end.getEpochSecond())))
                .extracting(Finding::rule)
                .containsExactlyElementsOf(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"direct, 0", "proxy, 0", "portal, 1"})
    void aPortalIsFound(String path, int findings) {
        assertThat(check(reading(Connectivity.PATH, path))).hasSize(findings);
    }

    @Test
    void aFanThatStandsStillIsFoundOnlyWhereItIsWarmAndNoOtherTurns() {
        Reading still = reading(Fan.SPEED, 0.0);
        Reading warm = reading(Temperature.VALUE, 75.0);

        assertThat(check(still, reading(Temperature.VALUE, 74.9))).isEmpty();
        assertThat(check(still, warm)).extracting(Finding::rule).containsExactly("fan_stopped");
        assertThat(check(still, warm, new Reading(Fan.SPEED, 1, 900.0, AT))).isEmpty();
        assertThat(check(warm)).isEmpty();
    }

    @Test
    void nothingIsFoundWhereNothingIsRead() {
        assertThat(check()).isEmpty();
    }
}
