package org.socle.fleet.maintenance.forecast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.scope.Scope;

/** Looks ahead from what machines reported, half a year back at most. Thread-safe. */
public final class Forecasts {
    /** What was long ago says little of how a machine is used now: ours. */
    private static final Duration BACK = Duration.ofDays(180);

    private final Readings readings;
    private final Clock clock;

    public Forecasts(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /** When an instance of a machine that is seen reaches a limit. */
    public Forecast of(Scope scope, long machine, Limit limit, int instance) {
        Instant now = clock.instant();
        TreeMap<LocalDate, Double> daily = new TreeMap<>();
        for (Point point :
                readings.history(scope, machine, limit.measured(), instance, now.minus(BACK), now, Step.DAY)) {
            daily.put(LocalDate.ofInstant(point.at(), ZoneOffset.UTC), point.last());
        }
        return Drift.towards(daily, limit.value(), limit.rising());
    }
}
