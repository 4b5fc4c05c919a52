package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Link;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Share of TCP segments this machine had to send again, over all its connections. A few segments prove nothing: the share
 * is taken over at least {@value #ENOUGH} of them, and stands until as many more were sent.
 *
 * <pre>
 * link.loss = 2 /100
 * </pre>
 */
final class LinkProbe implements Probe {
    static final long ENOUGH = 200;

    private final SysFs files;
    private @Nullable Segments last;
    private @Nullable Long loss;

    LinkProbe(SysFs files) {
        this.files = files;
    }

    /** Counters of {@code proc/net/snmp}, which start over with the machine and wrap on 32 bits. */
    record Segments(long sent, long sentAgain) {}

    @Override
    public String name() {
        return "link";
    }

    @Override
    public boolean present() {
        return segments(files.lines("proc/net/snmp")).isPresent();
    }

    @Override
    public String absentAs() {
        return files.exists("proc/net/snmp") ? name() : "link.no_snmp";
    }

    @Override
    public void read(Readings out) {
        segments(files.lines("proc/net/snmp")).ifPresent(this::follow);
        out.putIf(Link.LOSS, Optional.ofNullable(loss));
        if (loss == null) {
            out.absent(Link.LOSS, Why.FEW_SEGMENTS, Long.toString(ENOUGH));
        }
    }

    private void follow(Segments now) {
        Segments before = last;
        if (before == null || now.sent < before.sent || now.sentAgain < before.sentAgain) {
            last = now;
            return;
        }
        long sent = now.sent - before.sent;
        long again = now.sentAgain - before.sentAgain;
        if (sent + again >= ENOUGH) {
            // The kernel does not count a segment sent again among those sent.
            loss = Math.round(100.0 * again / (sent + again));
            last = now;
        }
    }

    static Optional<Segments> segments(List<String> snmp) {
        List<String[]> tcp = snmp.stream()
                .filter(line -> line.startsWith("Tcp: "))
                .map(line -> line.split(" ", -1))
                .toList();
        if (tcp.size() != 2) {
            return Optional.empty();
        }
        List<String> names = List.of(tcp.get(0));
        int sent = names.indexOf("OutSegs");
        int again = names.indexOf("RetransSegs");
        String[] values = tcp.get(1);
        if (sent < 0 || again < 0 || Math.max(sent, again) >= values.length) {
            return Optional.empty();
        }
        return Numbers.whole(values[sent])
                .flatMap(s -> Numbers.whole(values[again]).map(a -> new Segments(s, a)))
                .filter(counters -> counters.sent >= 0 && counters.sentAgain >= 0);
    }
}
