package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.socle.contract.catalogue.Connectivity;
import org.socle.edge.source.Net;
import org.socle.edge.source.SysFs;

/**
 * How long the school's name server takes, past all caches of this machine. One that does not answer has no time.
 *
 * <pre>
 * connectivity.dns_time = 14 ms
 * </pre>
 */
final class DnsProbe implements Probe {
    /** Behind the first one stands a name server of this very machine, often enough. */
    private static final List<String> FILES = List.of("run/systemd/resolve/resolv.conf", "etc/resolv.conf");

    private static final int MOST_ASKED = 2;

    private final SysFs files;
    private final Net net;

    DnsProbe(SysFs files, Net net) {
        this.files = files;
        this.net = net;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public boolean present() {
        return !servers().isEmpty();
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(5);
    }

    private List<String> servers() {
        return FILES.stream()
                .map(file -> files.lines(file).stream()
                        .map(line -> line.strip().split("\\s+", 3))
                        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                        .map(words -> words[1])
                        .limit(MOST_ASKED)
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    @Override
    public void read(Readings out) {
        for (String server : servers()) {
            try {
                out.put(Connectivity.DNS_TIME, net.ask(server).toMillis());
                return;
            } catch (IOException e) {
                // As programs do: the next one.
            }
        }
        out.absent(Connectivity.DNS_TIME, Why.NAME_SERVER_SILENT, "");
    }
}
