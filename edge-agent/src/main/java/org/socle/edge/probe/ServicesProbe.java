package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.socle.contract.catalogue.Service;
import org.socle.edge.source.Net;
import org.socle.edge.source.Net.Outcome;
import org.socle.edge.source.Net.Visit;

/**
 * Whether the services the school works with are reached: each is visited every five minutes, as many at a read as fit into
 * a few seconds, so that others are read in time also where nothing answers.
 *
 * <pre>
 * service.state[ENT] = ok
 * service.round_trip[ENT] = 24 ms
 * service.loss[ENT] = 0 /100
 * </pre>
 */
final class ServicesProbe implements Probe {
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration BUDGET = Duration.ofSeconds(8);

    private final Net net;
    private final LongSupplier nanoTime;
    private final Map<String, Last> last = new HashMap<>();

    /**
     * A visit that was made.
     *
     * @param at when it began
     */
    private record Last(Visit visit, long at) {}

    ServicesProbe(Net net) {
        this(net, System::nanoTime);
    }

    ServicesProbe(Net net, LongSupplier nanoTime) {
        this.net = net;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "services";
    }

    @Override
    public boolean present() {
        return !net.services().isEmpty();
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(40);
    }

    @Override
    public void read(Readings out) throws IOException {
        long started = nanoTime.getAsLong();
        for (String service : due(started)) {
            long at = nanoTime.getAsLong();
            if (at - started > BUDGET.toNanos()) {
                break;
            }
            last.put(service, new Last(net.visit(service), at));
        }
        for (String service : net.services()) {
            Last known = last.get(service);
            if (known != null) {
                say(out, service, known.visit);
            }
        }
    }

    /** Those never visited first, then the one visited longest ago. */
    private List<String> due(long now) {
        return net.services().stream()
                .filter(service -> age(service, now) >= EVERY.toNanos() * 9 / 10)
                .sorted(Comparator.comparingLong((String service) -> age(service, now))
                        .reversed())
                .toList();
    }

    private long age(String service, long now) {
        Last known = last.get(service);
        return known == null ? Long.MAX_VALUE : now - known.at;
    }

    private static void say(Readings out, String service, Visit visit) {
        out.put(Service.STATE, service, visit.outcome().name().toLowerCase(Locale.ROOT));
        int answered = visit.roundTrips().size();
        if (answered > 0) {
            out.put(Service.ROUND_TRIP, service, median(visit.roundTrips()).toMillis());
        }
        // Who says no has answered.
        if (answered > 0 || visit.outcome() == Outcome.TIMEOUT) {
            out.put(Service.LOSS, service, Math.round(100.0 * (visit.tries() - answered) / visit.tries()));
        }
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().skip((times.size() - 1) / 2).findFirst().orElseThrow();
    }
}
