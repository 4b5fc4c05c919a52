package org.socle.fleet.maintenance.rule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.maintenance.Situation;
import org.socle.fleet.reading.Snapshot;

/**
 * A processor that slows itself down again and again because it is too hot: its package's counter of such moments rises from one
 * report to the next (node_exporter's reading of {@code thermal_throttle}). Once is a hot day, for half an hour it is dust.
 */
public final class ProcessorThrottlingRule implements Rule {
    private static final String PROCESSOR_THROTTLING = "processor_throttling";

    @Override
    public List<String> names() {
        return List.of(PROCESSOR_THROTTLING);
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        return Find.each(situation.now(), Processor.PACKAGE_THROTTLES.family(), one -> check(situation, one));
    }

    private static @Nullable Finding check(Situation situation, int processor) {
        Snapshot now = situation.now();
        OptionalDouble before = situation.before().number(Processor.PACKAGE_THROTTLES, processor);
        OptionalDouble count = now.number(Processor.PACKAGE_THROTTLES, processor);
        // A counter that is smaller than before was set back by a restart.
        return before.isPresent() && count.isPresent() && count.getAsDouble() > before.getAsDouble()
                ? Find.watch(PROCESSOR_THROTTLING, now, Processor.PACKAGE_THROTTLES, processor)
                : null;
    }
}
