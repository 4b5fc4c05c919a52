package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A processor that slows itself down again and again because it is too hot: its package's counter of such moments rises from one
 * report to the next (node_exporter's reading of {@code thermal_throttle}). Once is a hot day, for half an hour it is dust.
 */
public final class ProcessorThrottlingRule implements Rule {
    private static final String PROCESSOR_THROTTLING = "processor_throttling";

    /** Reports in between may not carry the counter: it is sent when it changes. */
    private static final Duration HOLDS = Duration.ofMinutes(10);

    @Override
    public List<String> names() {
        return List.of(PROCESSOR_THROTTLING);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.THROTTLING_LASTS);
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
        boolean rose = before.isPresent() && count.isPresent() && count.getAsDouble() > before.getAsDouble();
        boolean still = situation.stands(PROCESSOR_THROTTLING, processor)
                && now.reading(Processor.PACKAGE_THROTTLES, processor)
                        .filter(reading -> reading.at().plus(HOLDS).isAfter(situation.at()))
                        .isPresent();
        return rose || still ? Find.watch(PROCESSOR_THROTTLING, now, Processor.PACKAGE_THROTTLES, processor) : null;
    }
}
