package org.socle.fleet.energy.own;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.PlaceMonth;

/** What Socle itself took in some months, from which the bills of places are drawn up. Pure. */
public final class OwnMonths {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double GIGABYTE = 1e9;
    private static final double KILO = 1000;

    private final Map<AgentCount.Key, AgentCount.Taken> agents;
    private final Map<LocalDate, Server> servers;

    private OwnMonths(Map<AgentCount.Key, AgentCount.Taken> agents, Map<LocalDate, Server> servers) {
        this.agents = agents;
        this.servers = servers;
    }

    /** A month of the server; the machines are those of its last day. */
    private record Server(double seconds, double served, double taken, int machines) {
        static final Server NOTHING = new Server(0, 0, 0, 0);

        Server plus(double share, Server other) {
            return new Server(
                    seconds + share * other.seconds,
                    served + share * other.served,
                    taken + share * other.taken,
                    other.machines);
        }
    }

    static OwnMonths of(Map<AgentCount.Key, AgentCount.Taken> agents, List<ServerDay> days) {
        Map<LocalDate, Server> servers = new TreeMap<>();
        for (ServerDay day : days) {
            servers.merge(
                    day.day().withDayOfMonth(1),
                    new Server(day.seconds(), day.served(), day.taken(), day.machines()),
                    (all, one) -> all.plus(1, one));
        }
        return new OwnMonths(agents, servers);
    }

    /**
     * The bill of some months of some places: what their agents took, and of the server as much as their machines are of all. A month
     * in which no machine has figures bears nothing.
     */
    public OwnBill bill(List<PlaceMonth> months, Factors factors) {
        AgentCount.@Nullable Taken its = null;
        Map<LocalDate, Integer> machines = new HashMap<>();
        for (PlaceMonth month : months) {
            machines.merge(month.month(), month.machines(), Integer::sum);
            AgentCount.Taken taken = agents.get(new AgentCount.Key(month.place(), month.month()));
            if (taken != null) {
                its = its == null ? taken : its.plus(taken);
            }
        }
        Server server = Server.NOTHING;
        boolean measured = false;
        for (Map.Entry<LocalDate, Integer> each : machines.entrySet()) {
            Server month = servers.get(each.getKey());
            if (month != null) {
                measured = true;
                server = server.plus(Math.min(1.0, (double) each.getValue() / Math.max(1, month.machines)), month);
            }
        }
        Optional<Double> network = value(factors, "network", "transfer");
        Optional<Double> processor = value(factors, "server", "processor");
        double carried = network.isPresent() ? energy(server.taken, network.get()) : 0;
        return new OwnBill(
                // Agents of before they told their processor time.
                its == null || its.seconds() <= 0 ? null : (Double) (its.wattHours() + carried),
                measured && processor.isPresent()
                        ? (Double) (server.seconds / SECONDS_PER_HOUR * processor.get())
                        : null,
                measured && network.isPresent() ? (Double) energy(server.served, network.get()) : null,
                its == null ? 0 : its.seconds(),
                server.seconds,
                server.served,
                server.taken);
    }

    private static double energy(double bytes, double kiloWattHours) {
        return bytes / GIGABYTE * kiloWattHours * KILO;
    }

    private static Optional<Double> value(Factors factors, String kind, String subject) {
        return factors.of(kind, subject).map(Factor::value);
    }
}
