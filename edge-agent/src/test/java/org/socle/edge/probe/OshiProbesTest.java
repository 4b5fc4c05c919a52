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
        assertThat(read(new MemoryProbe(oshi)))
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
        MemoryProbe probe = new MemoryProbe(oshi);
        if (probe.present()) {
            Readings readings = new Readings();
            probe.read(readings);
            readings.list().forEach(HostileInputTest::assertSensible);
            assertThat(value(readings, Memory.USED))
                    .hasValueSatisfying(used -> assertThat((Long) used).isBetween(0L, 100L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1 -1 -1 -1 -1", "a b c d e f g h", "99999999999999999999 1 1 1", "1"})
    void countersNobodyUnderstandsAreNoFault(String ticks) throws IOException {
        ProcessorProbe probe = new ProcessorProbe(new SysFs(root), oshi);
        read(probe);
        stat(ticks);
        assertThat(read(probe).getOrDefault(Processor.LOAD, 0L)).isIn(List.of(0L, 100L));
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
