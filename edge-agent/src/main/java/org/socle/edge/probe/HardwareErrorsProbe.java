package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Errors that hardware and kernel count since the start: memory with error correction (EDAC), machine checks, programs
 * ended for lack of memory.
 *
 * <pre>
 * memory.out_of_memory_kills = 0 count
 * memory.corrected_errors = 3 count
 * memory.uncorrected_errors = 0 count
 * processor.machine_checks = 0 count
 * </pre>
 */
final class HardwareErrorsProbe implements Probe {
    private static final String CONTROLLERS = "sys/devices/system/edac/mc/";
    private static final Pattern CONTROLLER = Pattern.compile("mc\\d+");

    private final SysFs files;

    HardwareErrorsProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public boolean present() {
        return files.exists("proc/vmstat")
                || !controllers().isEmpty()
                || machineChecks().isPresent();
    }

    @Override
    public void read(Readings out) {
        out.putIf(
                Memory.OUT_OF_MEMORY_KILLS,
                files.lines("proc/vmstat").stream()
                        .filter(line -> line.startsWith("oom_kill "))
                        .flatMap(line -> Numbers.whole(line.substring(9)).stream())
                        .findFirst(),
                "proc/vmstat oom_kill ");
        out.putIf(Memory.CORRECTED_ERRORS, sum("ce_count"), CONTROLLERS + "mc*/ce_count");
        out.putIf(Memory.UNCORRECTED_ERRORS, sum("ue_count"), CONTROLLERS + "mc*/ue_count");
        out.putIf(Processor.MACHINE_CHECKS, machineChecks(), "proc/interrupts MCE:");
    }

    private List<String> controllers() {
        return files.list(CONTROLLERS).stream()
                .filter(name -> CONTROLLER.matcher(name).matches())
                .toList();
    }

    /** Nothing when one of them does not tell: a sum that falls looks as if the machine had healed. */
    private Optional<Long> sum(String counter) {
        Optional<Long> sum = Optional.empty();
        for (String controller : controllers()) {
            Optional<Long> count = files.readCount(CONTROLLERS + controller + "/" + counter);
            if (count.isEmpty()) {
                return Optional.empty();
            }
            sum = Optional.of(sum.orElse(0L) + count.get());
        }
        return sum;
    }

    /** The line {@code MCE: 0 0 0 0 Machine check exceptions}, one count a thread. */
    private Optional<Long> machineChecks() {
        return files.lines("proc/interrupts").stream()
                .map(String::strip)
                .filter(line -> line.startsWith("MCE:"))
                .findFirst()
                .map(line -> {
                    long sum = 0;
                    for (String word : line.substring(4).strip().split("\\s+")) {
                        Optional<Long> count = Numbers.whole(word);
                        if (count.isEmpty()) {
                            break;
                        }
                        sum += count.get();
                    }
                    return sum;
                });
    }
}
