package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.reading.Snapshot;

/** A board that slowed itself down since it started, because it was too hot (Raspberry Pi: 80 °C and more). */
public final class ThrottledRule implements Rule {
    private static final String THROTTLED = "throttled";

    @Override
    public List<String> names() {
        return List.of(THROTTLED);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(
                now,
                Processor.THROTTLED.family(),
                processor -> now.flag(Processor.THROTTLED, processor).orElse(false)
                        ? Find.watch(THROTTLED, now, Processor.THROTTLED, processor)
                        : null);
    }
}
