package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.socle.edge.source.SysFs;

/** The kernel's tables of routes, as far as they lead outside. The addresses found here are asked and never reported. */
final class Routes {
    private static final int HEX = 16;

    /** Flag of a route that goes over a router. */
    private static final long BY_GATEWAY = 2;

    private Routes() {}

    private record Route(String gateway, long metric) {}

    /** The address of the router that most traffic leaves by, IPv4 before IPv6; empty when there is none. */
    static Optional<String> gateway(SysFs files) {
        return best(files.lines("proc/net/route").stream().flatMap(Routes::ipv4))
                .or(() -> best(files.lines("proc/net/ipv6_route").stream().flatMap(Routes::ipv6)));
    }

    private static Optional<String> best(Stream<Route> routes) {
        return routes.min((a, b) -> Long.compare(a.metric, b.metric)).map(Route::gateway);
    }

    /** {@code eno1 00000000 0101A8C0 0003 0 0 100 00000000 0 0 0}: the bytes of addresses are the wrong way round. */
    private static Stream<Route> ipv4(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length < 8 || !fields[1].equals("00000000") || !fields[7].equals("00000000")) {
            return Stream.of();
        }
        try {
            long gateway = Long.parseLong(fields[2], HEX);
            boolean routed = (Long.parseLong(fields[3], HEX) & BY_GATEWAY) != 0 && gateway != 0;
            String address = (gateway & 255) + "." + (gateway >> 8 & 255) + "." + (gateway >> 16 & 255) + "."
                    + (gateway >> 24 & 255);
            return routed ? Stream.of(new Route(address, Long.parseLong(fields[6]))) : Stream.of();
        } catch (NumberFormatException e) {
            return Stream.of();
        }
    }

    /** Destination and length, source and length, next hop, metric, two counters, flags, card; all hexadecimal. */
    private static Stream<Route> ipv6(String line) {
        List<String> fields = List.of(line.strip().split("\\s+", -1));
        if (fields.size() != 10
                || !fields.get(0).matches("0{32}")
                || !fields.get(1).equals("00")
                || !fields.get(4).matches("[0-9a-f]{32}")
                || fields.get(9).equals("lo")) {
            return Stream.of();
        }
        try {
            boolean routed = (Long.parseLong(fields.get(8), HEX) & BY_GATEWAY) != 0;
            String hop = fields.get(4);
            String address = String.join(
                    ":",
                    IntStream.range(0, 8)
                            .mapToObj(i -> hop.substring(4 * i, 4 * i + 4))
                            .toList());
            // A router's own address holds on one card only.
            String whole = hop.startsWith("fe80") ? address + "%" + fields.get(9) : address;
            return routed ? Stream.of(new Route(whole, Long.parseLong(fields.get(5), HEX))) : Stream.of();
        } catch (NumberFormatException e) {
            return Stream.of();
        }
    }
}
