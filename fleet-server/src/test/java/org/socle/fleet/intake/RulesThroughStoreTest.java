package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Connectivity;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Kiosk;
import org.socle.contract.catalogue.Link;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Probing;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.catalogue.Updates;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** Each rule from packs to incidents, on both sides of its threshold: nothing below it, one incident beyond it. */
class RulesThroughStoreTest {
    private static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");
    private static final long MIB = 1024;

    /** Readings on this side and on that side of a rule's threshold. */
    private record Sides(List<Sample> below, List<Sample> beyond) {}

    private static final Map<String, Sides> SIDES = new LinkedHashMap<>();

    static {
        number("disk_failing", Storage.PENDING_SECTORS, 0, 1);
        number("disk_reallocating", Storage.REALLOCATED_SECTORS, 4, 5);
        number("disk_wearing", Storage.PERCENTAGE_USED, 79, 80);
        number("disk_errors", Storage.KERNEL_ERRORS, 2, 3);
        flag("filesystem_read_only", FileSystem.REMOUNTED_READ_ONLY, true);
        number("filesystem_full", FileSystem.FILL, 89, 98, sample(FileSystem.AVAILABLE, MIB));
        number("filesystem_filling", FileSystem.FILL, 89, 90, sample(FileSystem.AVAILABLE, MIB));
        number("overheating", Temperature.VALUE, 84, 95);
        number("hot", Temperature.VALUE, 84, 85);
        number("fan_stopped", Temperature.VALUE, 74, 75, sample(Fan.SPEED, 0L));
        flag("throttled", Processor.THROTTLED, true);
        flag("under_voltage", Processor.UNDER_VOLTAGE, true);
        number("memory_failing", Memory.UNCORRECTED_ERRORS, 0, 1, sample(Memory.TOTAL, MIB));
        number("memory_errors", Memory.CORRECTED_ERRORS, 99, 100, sample(Memory.TOTAL, MIB));
        number("machine_checks", Processor.MACHINE_CHECKS, 0, 1);
        number("memory_short", Memory.USED, 91, 92);
        // Counted for life: nine from the time before, and ten since.
        number("cable_errors", Storage.CRC_ERRORS, 9, 19);
        number("weak_wifi", Network.SIGNAL, -75, -76);
        number("link_loss", Link.LOSS, 4, 5);
        flag("totem_browser", Kiosk.BROWSER, false);
        flag("totem_screen", Kiosk.SCREEN, false);
        text("captive_portal", Connectivity.PATH, "direct", "portal");
        number("clock_off", org.socle.contract.catalogue.Clock.OFFSET, -59_999, 60_000);
        flag("clock_wrong", org.socle.contract.catalogue.Clock.SYNCHRONISED, false);
        number("os_unsupported", Updates.SUPPORT_END, days(200), days(-1));
        number("os_ending", Updates.SUPPORT_END, days(200), days(100));
        number("updates_overdue", Updates.SECURITY, 9, 10);
        number("updates_stale", Updates.LISTED, days(-20), days(-40), sample(Updates.SECURITY, 0L));
        number("battery_worn", Battery.HEALTH, 60, 59, sample(Battery.LEVEL, 80L));
        text("probe_failing", Probing.STATE, "ok", "failed", sample(Probing.NAME, "storage"));
    }

    private final Database database;
    private final Intake intake;
    private final IncidentSweep sweep;
    private final UUID device = UUID.randomUUID();
    private long number;

    RulesThroughStoreTest(@TempDir Path directory) {
        database = Database.open(directory);
        intake = new Intake(
                database,
                new IntakeMetrics(new PrometheusRegistry()),
                published -> {},
                place -> Limits.USUAL,
                Accounting.live(new StoredCalendar(database, Clock.systemUTC())),
                Pulse.none());
        sweep = new IncidentSweep(
                database,
                new StoredCalendar(database, Clock.fixed(BEGIN, ZoneOffset.UTC)),
                machine -> Snapshot.of(List.of()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static long days(int days) {
        return BEGIN.plus(Duration.ofDays(days)).getEpochSecond();
    }

    private static Sample sample(Resource resource, Object value) {
        return new Sample(resource, 0, 0, value);
    }

    private static void number(String rule, Resource resource, long below, long beyond, Sample... beside) {
        text(rule, resource, below, beyond, beside);
    }

    private static void flag(String rule, Resource resource, boolean beyond) {
        text(rule, resource, !beyond, beyond);
    }

    private static void text(String rule, Resource resource, Object below, Object beyond, Sample... beside) {
        SIDES.put(rule, new Sides(with(beside, resource, below), with(beside, resource, beyond)));
    }

    private static List<Sample> with(Sample[] beside, Resource resource, Object value) {
        List<Sample> samples = new ArrayList<>(List.of(beside));
        samples.add(sample(resource, value));
        return samples;
    }

    static Stream<String> rules() {
        return SIDES.keySet().stream();
    }

    private void report(List<Sample> samples, Instant at) {
        List<Sample> all = new ArrayList<>(samples);
        all.add(sample(Agent.PACK, ++number));
        all.add(sample(Agent.SNAPSHOT, true));
        Pack pack = new Pack(at.getEpochSecond(), all);
        intake.accept(List.of(new Arrival(
                Topics.of(device, Channel.UP), pack.encode(SenmlFormat.CBOR), SenmlFormat.CBOR.contentType(), at)));
    }

    private List<String> causes() {
        return new Incidents(database, Clock.fixed(BEGIN, ZoneOffset.UTC))
                .page(Scope.EVERYTHING, IncidentFilter.CURRENT, 1, 100).stream()
                        .map(one -> one.incident().cause())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingBelowAndOneIncidentBeyond(String rule) {
        Sides sides = SIDES.get(rule);
        Duration patience = Rules.finding(rule).orElseThrow().patience(Limits.USUAL);
        report(sides.below(), BEGIN);
        Instant later = BEGIN.plus(patience);
        report(sides.below(), later);
        sweep.sweep(later);
        assertThat(causes()).isEmpty();

        Instant begin = later.plusSeconds(300);
        report(sides.beyond(), begin);
        if (!patience.isZero()) {
            report(sides.beyond(), begin.plus(patience).minusSeconds(60));
            sweep.sweep(begin.plus(patience).minusSeconds(60));
            assertThat(causes()).as("it has not lasted yet").isEmpty();
        }
        report(sides.beyond(), begin.plus(patience));
        sweep.sweep(begin.plus(patience));
        assertThat(causes()).containsExactly(rule);
    }

    @Test
    void aProcessorThatThrottlesInEveryReportIsFoundAndOneThatDidOnceIsNot() {
        long count = 7;
        for (int i = 0; i <= 8; i++) {
            report(List.of(sample(Processor.PACKAGE_THROTTLES, i < 4 ? count : ++count)), BEGIN.plusSeconds(300L * i));
        }
        sweep.sweep(BEGIN.plusSeconds(300 * 8));
        assertThat(causes()).as("for twenty minutes").isEmpty();
        for (int i = 9; i <= 10; i++) {
            report(List.of(sample(Processor.PACKAGE_THROTTLES, ++count)), BEGIN.plusSeconds(300L * i));
        }
        sweep.sweep(BEGIN.plusSeconds(300 * 10));
        assertThat(causes()).containsExactly("processor_throttling");
    }

    /** A disk's counters, once a day in snapshots. */
    private void count(Resource counter, long count, int day) {
        Instant at = BEGIN.plus(Duration.ofDays(day));
        report(List.of(sample(counter, count)), at);
        sweep.sweep(at);
        sweep.sweep(at.plus(Duration.ofMinutes(20)));
    }

    @Test
    void cableErrorsFromBeforeAreNoNewsAndNewOnesAreOverAfterAMonth() {
        count(Storage.CRC_ERRORS, 5_000, 0);
        count(Storage.CRC_ERRORS, 5_009, 1);
        assertThat(causes()).isEmpty();
        count(Storage.CRC_ERRORS, 5_010, 2);
        assertThat(causes()).containsExactly("cable_errors");
        count(Storage.CRC_ERRORS, 5_010, 31);
        assertThat(causes()).containsExactly("cable_errors");
        count(Storage.CRC_ERRORS, 5_010, 32);
        assertThat(causes()).as("none for 30 days: the cable was changed").isEmpty();
        count(Storage.CRC_ERRORS, 5_019, 33);
        assertThat(causes()).isEmpty();
        count(Storage.CRC_ERRORS, 5_020, 34);
        assertThat(causes()).containsExactly("cable_errors");
        count(Storage.CRC_ERRORS, 900, 35);
        assertThat(causes()).as("another disk").isEmpty();
    }

    @Test
    void tenCableErrorsAtOnceOnADiskThatHadNoneAreFound() {
        count(Storage.CRC_ERRORS, 0, 0);
        count(Storage.CRC_ERRORS, 10, 1);
        assertThat(causes()).containsExactly("cable_errors");
    }

    @ParameterizedTest
    @EnumSource(
            value = Storage.class,
            names = {"MEDIA_ERRORS", "GROWN_DEFECTS"})
    void unreadableDataAreFoundAtOnceAndOverAfterAMonthWithoutMore(Storage counter) {
        count(counter, 3, 0);
        assertThat(causes()).containsExactly("disk_wearing");
        count(counter, 3, 29);
        assertThat(causes()).containsExactly("disk_wearing");
        count(counter, 3, 30);
        assertThat(causes()).isEmpty();
        count(counter, 4, 40);
        assertThat(causes()).containsExactly("disk_wearing");
    }

    /** A start of the agent in the morning of a day. */
    private void start(long generation, int day) {
        Instant at = BEGIN.plus(Duration.ofDays(day));
        report(
                List.of(
                        sample(Agent.STATE_GENERATION, generation),
                        sample(Agent.START, "mark of day " + day),
                        sample(Machine.BOOT_TIME, at.getEpochSecond())),
                at);
        sweep.sweep(at);
    }

    @Test
    void aDiskThatIsRolledBackEachMorningIsFoundAndOneThatWasRestoredOnceIsNot() {
        start(40, 0);
        start(12, 1);
        start(13, 2);
        start(14, 3);
        start(15, 4);
        assertThat(causes()).as("restored once").isEmpty();
        start(15, 5);
        start(15, 6);
        assertThat(causes()).as("for a day").isEmpty();
        start(15, 7);
        start(15, 8);
        assertThat(causes()).containsExactly("frozen");
    }

    @Test
    void everyRuleIsTried() {
        assertThat(Stream.concat(rules(), Stream.of("processor_throttling", "frozen")))
                .as("a new rule has to say here what lies on both sides of its threshold")
                .containsExactlyInAnyOrderElementsOf(Rules.names());
    }
}
