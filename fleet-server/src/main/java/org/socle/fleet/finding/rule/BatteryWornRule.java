package org.socle.fleet.finding.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Battery;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A battery that holds less than a share, usually 60 %, of what it held when new: plan a replacement. */
public final class BatteryWornRule implements Rule {
    private static final String BATTERY_WORN = "battery_worn";

    @Override
    public List<String> names() {
        return List.of(BATTERY_WORN);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, Battery.LEVEL.family(), battery -> {
            double health = now.number(Battery.HEALTH, battery).orElse(100);
            return health < situation.limit(Threshold.BATTERY_HEALTH)
                    ? Find.watch(BATTERY_WORN, now, Battery.HEALTH, battery)
                    : null;
        });
    }
}
