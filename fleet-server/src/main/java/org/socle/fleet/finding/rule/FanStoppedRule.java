package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A fan that stands still in a machine that is warm: at rest many fans stop on purpose, and sockets without a fan show 0 for ever,
 * so both have to come together. The limit is ours, ten degrees below {@link HeatRule}'s.
 */
public final class FanStoppedRule implements Rule {
    private static final String FAN_STOPPED = "fan_stopped";
    private static final int COOLED = 10;

    @Override
    public List<String> names() {
        return List.of(FAN_STOPPED);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.HEAT_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double warm = situation.limit(Threshold.FAN_WARM);
        double warmest = now.instances(Temperature.VALUE.family()).stream()
                .mapToDouble(sensor -> now.number(Temperature.VALUE, sensor).orElse(0))
                .max()
                .orElse(0);
        boolean turns = now.instances(Fan.SPEED.family()).stream()
                .anyMatch(fan -> now.number(Fan.SPEED, fan).orElse(0) > 0);
        // One fan that turns may be the only one there is.
        return turns
                ? Stream.empty()
                : Find.each(
                        now,
                        Fan.SPEED.family(),
                        fan -> now.number(Fan.SPEED, fan).orElse(1) == 0
                                        && situation.above(FAN_STOPPED, fan, warmest, warm, warm - COOLED)
                                ? Find.watch(FAN_STOPPED, now, Fan.SPEED, fan)
                                : null);
    }
}
