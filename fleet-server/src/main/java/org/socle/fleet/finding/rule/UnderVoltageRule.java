package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.reading.Snapshot;

/**
 * A board that had less than 4.63 V since it started: its power supply or cable is too weak, and its card at risk (Raspberry Pi
 * documentation, get_throttled bit 16).
 */
public final class UnderVoltageRule implements Rule {
    private static final String UNDER_VOLTAGE = "under_voltage";

    @Override
    public List<String> names() {
        return List.of(UNDER_VOLTAGE);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Processor.UNDER_VOLTAGE.family(),
                processor -> now.flag(Processor.UNDER_VOLTAGE, processor).orElse(false)
                        ? Find.watch(UNDER_VOLTAGE, now, Processor.UNDER_VOLTAGE, processor)
                        : null);
    }
}
