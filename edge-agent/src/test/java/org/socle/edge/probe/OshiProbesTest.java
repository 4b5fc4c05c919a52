package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.source.Oshi;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Reading;
import oshi.util.GlobalConfig;

/**
 * The probes that read through OSHI, over files that change. No other test may open OSHI in this process, since its first
 * machine is the only one.
 */
class OshiProbesTest {
    private static final String CPUS = "sys/devices/system/cpu/";

    @TempDir
    static Path root;

    private static Oshi oshi;

    @BeforeAll
    static void machine() throws IOException {
        stat("1000 0 500 8500 0 0 0 0");
        write("proc/meminfo", meminfo(4_000_000, 1_000_000, 2_000_000, 500_000));
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Intel(R) Atom(TM) CPU N270   @ 1.60GHz\n");
        write("proc/uptime", "600.00 1080.00\n");
        write("sys/devices/system/cpu/cpu0/topology/core_id", "0\n");
        write("sys/devices/system/cpu/cpu0/topology/physical_package_id", "0\n");
        // OSHI keeps answers for a while, which tests do not wait for.
        GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 0);
        oshi = Oshi.open(new SysFs(root));
    }

    @BeforeEach
    void atRest() throws IOException {
        stat("1000 0 500 8500 0 0 0 0");
    }

    @Test
    void theLoadIsWhatWasNotIdleBetweenTwoReads() throws IOException {
        ProcessorProbe probe = new ProcessorProbe(new SysFs(root), oshi);
        assertThat(read(probe)).doesNotContainKey(Processor.LOAD);
        stat("1200 30 570 9200 0 0 0 0");
        assertThat(read(probe)).containsEntry(Processor.LOAD, 30L);
        stat("1200 30 570 9300 0 0 0 0");
        assertThat(read(probe)).containsEntry(Processor.LOAD, 0L);
        stat("1300 30 570 9300 0 0 0 0");
        assertThat(read(probe)).containsEntry(Processor.LOAD, 100L);
    }

    @Test
    void waitingForADiskIsNoLoad() throws IOException {
        ProcessorProbe probe = new ProcessorProbe(new SysFs(root), oshi);
        read(probe);
        stat("1020 0 500 8500 80 0 0 0");
        assertThat(read(probe)).containsEntry(Processor.LOAD, 20L);
    }

    @Test
    void withoutTimeInBetweenThereIsNoLoad() throws IOException {
        ProcessorProbe probe = new ProcessorProbe(new SysFs(root), oshi);
        read(probe);
        assertThat(read(probe)).doesNotContainKey(Processor.LOAD);
        stat("10 0 5 85 0 0 0 0");
        assertThat(read(probe)).as("the counters began anew").doesNotContainKey(Processor.LOAD);
    }

    @Test
    void memoryInUseIsWhatIsNotAvailable() throws IOException {
        write("proc/meminfo", meminfo(4_000_000, 1_000_000, 2_000_000, 500_000));
        assertThat(read(new MemoryProbe(new SysFs(root))))
                .isEqualTo(Map.of(
                        Memory.TOTAL, 4_000_000L,
                        Memory.AVAILABLE, 1_000_000L,
                        Memory.USED, 75L,
                        Memory.SWAP_TOTAL, 2_000_000L,
                        Memory.SWAP_USED, 1_500_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MemTotal: 0 kB\nMemAvailable: 0 kB\n",
                "MemTotal: 100 kB\nMemAvailable: 5000 kB\nSwapTotal: 1 kB\nSwapFree: 7 kB\n",
                "MemTotal: 100 kB\nMemAvailable: -5000 kB\n",
                "MemTotal: lots\nMemAvailable: 7\n",
                "MemTotal:\nMemAvailable:\nSwapTotal:\n",
                "MemTotal: 99999999999999999999999 kB\nMemAvailable: 9223372036854775807 kB\n",
                ":\n\n \n",
                "nothing"
            })
    void memoryNobodyHasIsNoFault(String meminfo) throws IOException {
        write("proc/meminfo", meminfo);
        MemoryProbe probe = new MemoryProbe(new SysFs(root));
        Readings readings = new Readings();
        try {
            probe.read(readings);
        } catch (IOException e) {
            assertThat(e).hasMessage("/proc/meminfo does not tell how much memory there is");
        }
        readings.list().forEach(HostileInputTest::assertSensible);
        value(readings, Memory.USED).ifPresent(used -> assertThat((Long) used).isBetween(0L, 100L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1 -1 -1 -1 -1", "a b c d e f g h", "99999999999999999999 1 1 1", "1"})
    void countersNobodyUnderstandsAreNoFault(String ticks) throws IOException {
        ProcessorProbe probe = new ProcessorProbe(new SysFs(root), oshi);
        read(probe);
        stat(ticks);
        assertThat(read(probe).getOrDefault(Processor.LOAD, 0L)).isIn(List.of(0L, 100L));
    }

    @Test
    void withoutItsWholeTopologyAProcessorHasNoCores(@TempDir Path copy) throws IOException {
        FakeMachine machine = FakeMachine.like("esprimo-p510", copy);
        ProcessorProbe probe = new ProcessorProbe(machine.files(), oshi);
        assertThat(read(probe)).containsEntry(Processor.CORES, 4L).containsEntry(Processor.THREADS, 4L);
        machine.without(CPUS + "cpu2/topology/core_id");
        assertThat(read(probe))
                .doesNotContainKeys(Processor.CORES, Processor.CORE_THROTTLES)
                .containsEntry(Processor.THREADS, 4L)
                .containsEntry(Processor.PACKAGE_THROTTLES, 3L);
        machine.with(CPUS + "cpu2/topology/core_id", -1);
        assertThat(read(probe)).doesNotContainKey(Processor.CORES);
        machine.with(CPUS + "cpu2/online", 0);
        assertThat(read(probe)).containsEntry(Processor.CORES, 3L).containsEntry(Processor.THREADS, 3L);
    }

    @Test
    void aSumDoesNotFallBecauseOneCoreDoesNotTell(@TempDir Path copy) throws IOException {
        FakeMachine machine = FakeMachine.like("esprimo-p510", copy);
        ProcessorProbe probe = new ProcessorProbe(machine.files(), oshi);
        assertThat(read(probe)).containsEntry(Processor.CORE_THROTTLES, 3L);
        machine.without(CPUS + "cpu1/thermal_throttle/core_throttle_count");
        assertThat(read(probe))
                .doesNotContainKey(Processor.CORE_THROTTLES)
                .containsEntry(Processor.PACKAGE_THROTTLES, 3L);
    }

    @Test
    void aFrequencyOfAllOnesIsNone(@TempDir Path copy) throws IOException {
        FakeMachine machine = new FakeMachine(copy)
                .with("proc/stat", "cpu  1 0 1 9 0 0 0 0")
                .with(CPUS + "cpu0/cpufreq/scaling_cur_freq", 1_600_000)
                .with(CPUS + "cpu0/cpufreq/cpuinfo_max_freq", 3_600_000)
                .with(CPUS + "cpu1/cpufreq/scaling_cur_freq", 4_294_967_295L)
                .with(CPUS + "cpu1/cpufreq/cpuinfo_max_freq", 4_294_967_295L);
        assertThat(read(new ProcessorProbe(machine.files(), oshi)))
                .containsEntry(Processor.FREQUENCY, 1_600L)
                .containsEntry(Processor.MAX_FREQUENCY, 3_600L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "cpu  1 2", "cpu  a b c d e f g h", "cpu  -1 -1 -1 -1", "cpu  \u00ff"})
    void aStatThatIsNoneIsTold(String stat, @TempDir Path copy) throws IOException {
        FakeMachine machine = FakeMachine.like("esprimo-p510", copy).with("proc/stat", stat);
        Readings readings = new Readings();
        new ProcessorProbe(machine.files(), oshi).read(readings);
        assertThat(readings.missed())
                .hasValueSatisfying(reason ->
                        assertThat(reason).hasMessage("/proc/stat does not tell how long the processor worked"));
        assertThat(value(readings, Processor.CORES)).contains(4L);
    }

    private static Map<Resource, Object> read(Probe probe) throws IOException {
        Readings readings = new Readings();
        probe.read(readings);
        return readings.list().stream().collect(Collectors.toMap(Reading::resource, Reading::value));
    }

    private static Optional<Object> value(Readings readings, Resource resource) {
        return readings.list().stream()
                .filter(reading -> reading.resource() == resource)
                .map(Reading::value)
                .findFirst();
    }

    private static String meminfo(long total, long available, long swap, long swapFree) {
        return "MemTotal: %8d kB\nMemFree: 1 kB\nMemAvailable: %d kB\nSwapTotal: %d kB\nSwapFree: %d kB\n"
                .formatted(total, available, swap, swapFree);
    }

    private static void stat(String ticks) throws IOException {
        write("proc/stat", "cpu  " + ticks + "\ncpu0 " + ticks + "\nbtime 1767594213\n");
    }

    private static void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
