package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * Memory or a processor that makes mistakes. One error that could not be corrected is one too many; corrected ones happen, and many
 * of them announce the others. The limit of the latter is ours.
 */
public final class MemoryErrorsRule implements Rule {
    private static final String MEMORY_FAILING = "memory_failing";
    private static final String MEMORY_ERRORS = "memory_errors";
    private static final String MACHINE_CHECKS = "machine_checks";

    @Override
    public List<String> names() {
        return List.of(MEMORY_FAILING, MEMORY_ERRORS, MACHINE_CHECKS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        Stream<Finding> memory = Find.each(now, Memory.TOTAL.family(), instance -> {
            if (now.number(Memory.UNCORRECTED_ERRORS, instance).orElse(0) >= 1) {
                return Find.down(MEMORY_FAILING, now, Memory.UNCORRECTED_ERRORS, instance);
            }
            return now.number(Memory.CORRECTED_ERRORS, instance).orElse(0)
                            >= situation.limit(Threshold.CORRECTED_ERRORS)
                    ? Find.watch(MEMORY_ERRORS, now, Memory.CORRECTED_ERRORS, instance)
                    : null;
        });
        Stream<Finding> processor = Find.each(
                now,
                Processor.MACHINE_CHECKS.family(),
                instance -> now.number(Processor.MACHINE_CHECKS, instance).orElse(0) >= 1
                        ? Find.watch(MACHINE_CHECKS, now, Processor.MACHINE_CHECKS, instance)
                        : null);
        return Stream.concat(memory, processor);
    }
}
