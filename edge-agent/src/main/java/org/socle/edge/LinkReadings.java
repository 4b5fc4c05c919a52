package org.socle.edge;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Link;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.MqttSender;

/**
 * Turns what the sender notices into readings. Thread-safe.
 *
 * <pre>
 * link.round_trip = 38 ms
 * link.reconnections = 2 count
 * </pre>
 */
final class LinkReadings implements MqttSender.LinkListener {
    static final String PROBE = "connection";

    private final ProbeRunner.Listener listener;
    private final InstantSource clock;
    private long reconnections;
    private @Nullable Duration roundTrip;

    LinkReadings(ProbeRunner.Listener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void acknowledged(long sequence, @Nullable Duration took) {
        if (took == null) {
            return;
        }
        Readings readings;
        synchronized (this) {
            roundTrip = took;
            readings = readings();
        }
        listener.read(PROBE, readings, clock.instant());
    }

    @Override
    public void connected(int times) {
        Readings readings;
        synchronized (this) {
            reconnections = times;
            readings = readings();
        }
        listener.read(PROBE, readings, clock.instant());
    }

    private Readings readings() {
        Readings readings = new Readings();
        readings.put(Link.RECONNECTIONS, reconnections);
        if (roundTrip != null) {
            readings.put(Link.ROUND_TRIP, roundTrip.toMillis());
        }
        return readings;
    }
}
