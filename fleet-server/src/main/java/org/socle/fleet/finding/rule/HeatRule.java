package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A sensor at a temperature where machines slow down, or switch off to save themselves. A Raspberry Pi slows down at 80 °C and
 * hard at 85 °C; most processors switch off between 95 and 105 °C.
 */
public final class HeatRule implements Rule {
    private static final String OVERHEATING = "overheating";
    private static final String HOT = "hot";
    private static final Family SENSOR = Temperature.VALUE.family();

    /** So much cooler it has to be before it is well: fans and throttling make temperatures swing. Ours. */
    private static final int COOLED = 5;

    @Override
    public List<String> names() {
        return List.of(OVERHEATING, HOT);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.HEAT_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double hot = situation.limit(Threshold.HOT);
        double overheating = situation.limit(Threshold.OVERHEATING);
        return Find.each(now, SENSOR, sensor -> {
            double celsius = now.number(Temperature.VALUE, sensor).orElse(0);
            if (situation.above(OVERHEATING, sensor, celsius, overheating, overheating - COOLED)) {
                return Find.down(OVERHEATING, now, Temperature.VALUE, sensor);
            }
            return situation.above(HOT, sensor, celsius, hot, hot - COOLED)
                    ? Find.watch(HOT, now, Temperature.VALUE, sensor)
                    : null;
        });
    }
}
