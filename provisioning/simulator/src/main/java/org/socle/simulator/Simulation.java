package org.socle.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.socle.edge.publish.Route;

/**
 * A fleet through time, as fast as it can be reckoned: what is asked for is done, and nothing waits. Not thread-safe.
 */
public final class Simulation implements AutoCloseable {
    /** A station and when it has to be looked at; one that is no longer right is passed over. */
    private record Due(Instant at, int number) {}

    private final List<Outlet> outlets = new ArrayList<>();
    private final List<Station> stations;
    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));

    /**
     * Sets a fleet up.
     *
     * @param faults what goes wrong, when
     * @param origin when the machines are first switched on, one each second
     * @param messages takes what they say, in order of arrival
     */
    public Simulation(
            Fleet fleet,
            ClassHours hours,
            List<Fault> faults,
            Instant origin,
            Rhythm rhythm,
            Consumer<Message> messages) {
        this(fleet, hours, faults, origin, rhythm, (Function<UUID, Outlet>)
                device -> new DirectOutlet(device, messages));
    }

    /**
     * Sets a fleet up that reports over MQTT as agents do, each machine with an outbox of its own. Meant for a few machines: each
     * takes the threads of an MQTT client.
     *
     * @param directory where the outboxes are kept
     * @param route how each device reaches the broker
     */
    public static Simulation connected(
            Fleet fleet,
            ClassHours hours,
            List<Fault> faults,
            Instant origin,
            Rhythm rhythm,
            Path directory,
            Function<UUID, Route> route) {
        return new Simulation(fleet, hours, faults, origin, rhythm, (Function<UUID, Outlet>)
                device -> new MqttOutlet(device, directory.resolve(device.toString()), () -> route.apply(device)));
    }

    private Simulation(
            Fleet fleet,
            ClassHours hours,
            List<Fault> faults,
            Instant origin,
            Rhythm rhythm,
            Function<UUID, Outlet> outlet) {
        Chance chance = new Chance(fleet.seed()).of("days");
        this.stations = fleet.machines().stream()
                .map(machine -> new Station(
                        machine,
                        hours,
                        chance.of(machine.number()),
                        faults.stream()
                                .filter(fault -> fault.machines().contains(machine))
                                .toList(),
                        origin,
                        outlet(outlet, machine.device()),
                        rhythm))
                .toList();
        for (int i = 0; i < stations.size(); i++) {
            numbers.put(stations.get(i).machine().device(), i);
            enqueue(i);
        }
    }

    private Outlet outlet(Function<UUID, Outlet> outlet, UUID device) {
        Outlet made = outlet.apply(device);
        outlets.add(made);
        return made;
    }

    private void enqueue(int number) {
        queue.add(new Due(stations.get(number).next(), number));
    }

    /** Lets everything happen up to a moment, that one included. */
    public void run(Instant to) {
        for (Due due = queue.peek(); due != null && !due.at.isAfter(to); due = queue.peek()) {
            queue.remove();
            Station station = stations.get(due.number);
            if (station.next().equals(due.at)) {
                station.step();
                enqueue(due.number);
            }
        }
    }

    /** Lets everything happen up to a moment without a word; then the machines that are on connect anew. */
    public void resume(Instant at) {
        queue.clear();
        for (int i = 0; i < stations.size(); i++) {
            stations.get(i).skip(at);
            stations.get(i).reconnect(at);
            enqueue(i);
        }
    }

    /** What each machine really did so far. */
    public List<Truth> truth() {
        return stations.stream().map(Station::truth).toList();
    }

    /** Packs that wait for a broker to take them; 0 when there is none. */
    public long waiting() {
        return outlets.stream()
                .filter(MqttOutlet.class::isInstance)
                .mapToLong(each -> ((MqttOutlet) each).waiting())
                .sum();
    }

    /** Ends the connections there are. */
    @Override
    public void close() {
        for (Outlet each : outlets) {
            if (each instanceof MqttOutlet connected) {
                connected.close();
            }
        }
    }

    /** Somebody looks at a machine: it reports every few seconds for a while, if it is on. */
    public void live(UUID device, Instant at, Duration length) {
        Integer number = numbers.get(device);
        if (number != null) {
            stations.get(number).live(at, length);
            enqueue(number);
        }
    }
}
