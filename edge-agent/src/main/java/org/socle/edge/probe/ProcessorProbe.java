package org.socle.edge.probe;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.source.Oshi;
import org.socle.edge.source.SysFs;
import oshi.hardware.CentralProcessor;

/**
 * Load, clock and thermal slowdowns of the processor. Load and clock come from OSHI; the model and the highest frequency
 * from files, since OSHI starts programs for them, cores and threads, since it guesses where the kernel does not tell.
 *
 * <pre>
 * processor.model = Intel(R) Core(TM) i5-3470 CPU @ 3.20GHz
 * processor.cores = 4 count
 * processor.threads = 4 count
 * processor.load = 7 /100
 * processor.frequency = 1600 MHz
 * processor.max_frequency = 3600 MHz
 * processor.core_throttles = 0 count
 * processor.package_throttles = 0 count
 * </pre>
 */
final class ProcessorProbe implements Probe {
    private static final String CPUS = "sys/devices/system/cpu/";

    /** Designs by ARM's part number (Main ID Register). */
    private static final Map<String, String> ARM_PARTS = Map.of(
            "0xb76", "ARM1176",
            "0xc07", "ARM Cortex-A7",
            "0xd03", "ARM Cortex-A53",
            "0xd04", "ARM Cortex-A35",
            "0xd05", "ARM Cortex-A55",
            "0xd07", "ARM Cortex-A57",
            "0xd08", "ARM Cortex-A72",
            "0xd09", "ARM Cortex-A73",
            "0xd0b", "ARM Cortex-A76");

    private static final String ARM = "0x41";

    /** Kilohertz: no processor is as fast; drivers that do not know say −1 without its sign. */
    private static final long FASTEST = 10_000_000;

    private final SysFs files;
    private final Oshi oshi;
    private long @Nullable [] lastTicks;

    ProcessorProbe(SysFs files, Oshi oshi) {
        this.files = files;
        this.oshi = oshi;
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public boolean present() {
        return files.exists("proc/stat");
    }

    @Override
    public void read(Readings out) {
        CentralProcessor processor = oshi.processor();
        out.putIf(Processor.MODEL, model(files.lines("proc/cpuinfo")), "proc/cpuinfo model name");
        List<String> cpus = files.list(CPUS).stream()
                .filter(name -> name.matches("cpu\\d+"))
                .filter(name -> files.readLong(CPUS + name + "/online").orElse(1L) != 0)
                .toList();
        out.putIf(Processor.CORES, cores(cpus), CPUS + "cpu*/topology/core_id");
        out.putIf(Processor.THREADS, Optional.of((long) cpus.size()).filter(count -> count > 0), CPUS + "cpu0");
        if (ProcessorTime.read(files).isPresent()) {
            Optional<Long> load = load(processor.getSystemCpuLoadTicks());
            out.putIf(Processor.LOAD, load);
            if (load.isEmpty()) {
                out.absent(Processor.LOAD, Why.TWO_LOOKS, "");
            }
        } else {
            // OSHI would take what it does not understand for 0.
            out.absent(Processor.LOAD, Why.LOOKED, "proc/stat");
            out.miss(new IOException("/proc/stat does not tell how long the processor worked"));
        }
        out.putIf(Processor.FREQUENCY, megahertz(cpus, processor), CPUS + "cpu0/cpufreq/scaling_cur_freq");
        out.putIf(
                Processor.MAX_FREQUENCY,
                cpus.stream()
                        .flatMap(cpu -> files.readLong(CPUS + cpu + "/cpufreq/cpuinfo_max_freq").stream())
                        .filter(ProcessorProbe::plausible)
                        .max(Long::compare)
                        .map(kilohertz -> Math.round(kilohertz / 1000.0)),
                CPUS + "cpu0/cpufreq/cpuinfo_max_freq");
        out.putIf(
                Processor.CORE_THROTTLES,
                throttles(cpus, "core_throttle_count", this::core),
                CPUS + "cpu*/thermal_throttle/core_throttle_count");
        out.putIf(
                Processor.PACKAGE_THROTTLES,
                throttles(
                        cpus,
                        "package_throttle_count",
                        cpu -> files.read(CPUS + cpu + "/topology/physical_package_id")),
                CPUS + "cpu*/thermal_throttle/package_throttle_count");
    }

    /**
     * The mean over all threads. OSHI finds a thread's number in the first digits of its path, which fails below roots
     * with digits in their names; it is asked where the kernel has no frequency files, and says -1 or 0 when it does not
     * know either.
     */
    private Optional<Long> megahertz(List<String> cpus, CentralProcessor processor) {
        double[] hertz = cpus.stream()
                .flatMap(cpu -> files.readLong(CPUS + cpu + "/cpufreq/scaling_cur_freq").stream())
                .filter(ProcessorProbe::plausible)
                .mapToDouble(kilohertz -> kilohertz * 1000.0)
                .toArray();
        DoubleStream known = hertz.length > 0
                ? Arrays.stream(hertz)
                : Arrays.stream(processor.getCurrentFreq()).asDoubleStream();
        OptionalDouble mean =
                known.filter(frequency -> plausible((long) (frequency / 1000))).average();
        return mean.isPresent() ? Optional.of(Math.round(mean.getAsDouble() / 1_000_000)) : Optional.empty();
    }

    private static boolean plausible(long kilohertz) {
        return kilohertz > 0 && kilohertz < FASTEST;
    }

    /** Nothing when one thread does not tell its core: the others alone would be fewer cores than there are. */
    private Optional<Long> cores(List<String> cpus) {
        Set<String> cores = new HashSet<>();
        for (String cpu : cpus) {
            Optional<String> core = core(cpu);
            if (core.isEmpty()) {
                return Optional.empty();
            }
            cores.add(core.get());
        }
        return Optional.of((long) cores.size()).filter(count -> count > 0);
    }

    /** Numbers of cores begin anew in each package and, on ARM, in each cluster, of which older kernels do not tell. */
    private Optional<String> core(String cpu) {
        String topology = CPUS + cpu + "/topology/";
        return files.readCount(topology + "core_id")
                .flatMap(core -> files.readLong(topology + "physical_package_id")
                        .map(socket -> socket + "/"
                                + files.read(topology + "cluster_id").orElse("") + "/" + core));
    }

    /** The share of time not idle since the read before; nothing at the first. */
    private Optional<Long> load(long[] ticks) {
        long[] before = lastTicks;
        lastTicks = ticks;
        if (before == null
                || Arrays.stream(ticks).sum() <= Arrays.stream(before).sum()) {
            return Optional.empty();
        }
        double share = oshi.processor().getSystemCpuLoadBetweenTicks(before, ticks);
        // Idle time is known to step back a little on some kernels.
        return Optional.of(Math.round(100 * Math.min(1, Math.max(0, share))));
    }

    /**
     * The design of an ARM processor, since its name says no more than "ARMv7 Processor rev 4 (v7l)"; the name of the first
     * processor of any other, which old kernels wrote under "Processor".
     */
    static Optional<String> model(List<String> cpuinfo) {
        return armDesign(cpuinfo)
                .or(() -> Stream.of("model name", "Processor", "cpu model")
                        .flatMap(key -> cpuinfo.stream().flatMap(line -> name(line, key).stream()))
                        .findFirst());
    }

    private static Optional<String> armDesign(List<String> cpuinfo) {
        return field(cpuinfo, "CPU implementer")
                .filter(ARM::equals)
                .flatMap(arm -> field(cpuinfo, "CPU part"))
                .flatMap(part -> Optional.ofNullable(ARM_PARTS.get(part)));
    }

    private static Optional<String> name(String line, String key) {
        int colon = line.indexOf(':');
        if (colon < 0 || !line.substring(0, colon).strip().equals(key)) {
            return Optional.empty();
        }
        return Optional.of(line.substring(colon + 1).strip().replaceAll("\\s+", " "))
                .filter(name -> !name.isEmpty() && !name.matches("\\d+"));
    }

    private static Optional<String> field(List<String> cpuinfo, String key) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /**
     * Sums a counter that every thread of a core, or of a package, shows alike: each core or package counts once. Nothing when
     * one does not tell: a sum that falls and rises again looks like news.
     *
     * @param unit what the threads share; empty when it is not known
     */
    private Optional<Long> throttles(List<String> cpus, String counter, Function<String, Optional<String>> unit) {
        Set<String> counted = new HashSet<>();
        long sum = 0;
        for (String cpu : cpus) {
            Optional<Long> count = files.readCount(CPUS + cpu + "/thermal_throttle/" + counter);
            Optional<String> shared = unit.apply(cpu);
            if (count.isEmpty() || shared.isEmpty()) {
                return Optional.empty();
            }
            sum += counted.add(shared.get()) ? count.get() : 0;
        }
        return cpus.isEmpty() ? Optional.empty() : Optional.of(sum);
    }
}
