package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.socle.contract.catalogue.Speed;
import org.socle.fleet.connectivity.SpeedTable;
import org.socle.fleet.reading.Snapshot;

/** Keeps what machines measured of their school's line. */
final class Measure implements Step {
    private final SpeedTable speeds;

    Measure(SpeedTable speeds) {
        this.speeds = speeds;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        Snapshot now = arrival.snapshot;
        if (arrival.pack == null
                || now == null
                || arrival.pack.samples().stream().noneMatch(sample -> sample.resource() == Speed.UPDATED)) {
            return;
        }
        // A value that has not changed does not travel again: the rest is in what is known by now.
        OptionalDouble down = now.number(Speed.DOWN, 0);
        OptionalDouble up = now.number(Speed.UP, 0);
        OptionalDouble ping = now.number(Speed.PING, 0);
        if (down.isPresent() && up.isPresent() && ping.isPresent()) {
            now.reading(Speed.UPDATED, 0)
                    .ifPresent(updated -> speeds.add(
                            handle,
                            requireNonNull(arrival.machine).id(),
                            ((Number) updated.value()).longValue(),
                            updated.at(),
                            down.getAsDouble(),
                            up.getAsDouble(),
                            ping.getAsDouble()));
        }
    }
}
