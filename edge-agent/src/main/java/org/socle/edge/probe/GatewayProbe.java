package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Connectivity;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Commands;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * How far the school's router is. Some routers never answer: of one that never did, nothing is said.
 *
 * <pre>
 * connectivity.gateway = 0.4 ms
 * connectivity.gateway_loss = 0 /100
 * </pre>
 */
final class GatewayProbe implements Probe {
    private static final String PING = "ping";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern LOSS = Pattern.compile("([\\d.]+)% packet loss");
    private static final Pattern TIMES = Pattern.compile("min/avg/max[^=]* = [\\d.]+/([\\d.]+)/");
    private static final long ALL = 100;

    private final SysFs files;
    private final Commands commands;
    private @Nullable String answered;
    private boolean denied;

    GatewayProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    /**
     * What ping counted.
     *
     * @param loss share of packets without an answer, in percent
     * @param average round trip in milliseconds; empty when nothing came back
     */
    record Pings(long loss, Optional<Double> average) {}

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public boolean present() {
        return Routes.gateway(files).isPresent();
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void read(Readings out) throws IOException {
        Optional<String> gateway = Routes.gateway(files);
        if (gateway.isEmpty()) {
            return;
        }
        Commands.Result said =
                commands.run(List.of(PING, "-n", "-q", "-c", "5", "-i", "0.2", "-W", "1", gateway.get()), PATIENCE);
        Optional<Pings> pings = parse(said.stdout());
        // Without a word it could not even try: who is not root may need net.ipv4.ping_group_range.
        denied = pings.isEmpty() && said.stdout().isBlank();
        if (denied) {
            throw new AccessDenied(PING);
        }
        if (pings.isEmpty()) {
            throw new IOException(
                    "ping gave no count: " + said.stdout().lines().findFirst().orElse(""));
        }
        Pings counted = pings.get();
        if (counted.loss < ALL) {
            answered = gateway.get();
        }
        if (gateway.get().equals(answered)) {
            out.put(Connectivity.GATEWAY_LOSS, counted.loss);
            out.putIf(Connectivity.GATEWAY, counted.average);
        } else {
            out.absent(Connectivity.GATEWAY_LOSS, Why.ROUTER_SILENT, "");
        }
        if (counted.average.isEmpty()) {
            out.absent(Connectivity.GATEWAY, Why.ROUTER_SILENT, "");
        }
    }

    /** The last lines of ping, of iputils and of BusyBox. */
    static Optional<Pings> parse(String output) {
        Matcher loss = LOSS.matcher(output);
        if (!loss.find()) {
            return Optional.empty();
        }
        Matcher times = TIMES.matcher(output);
        Optional<Double> average = times.find() ? Numbers.decimal(times.group(1)) : Optional.empty();
        return Numbers.decimal(loss.group(1))
                .filter(share -> share <= ALL)
                .map(share -> new Pings(Math.round(share), average.map(time -> Math.round(time * 10) / 10.0)));
    }

    @Override
    public List<Obstacle> obstacles() {
        if (!commands.available(PING)) {
            return List.of(new Obstacle(Obstacle.Kind.MISSING_TOOL, PING, Obstacle.Remedy.INSTALL_PING));
        }
        return denied ? List.of(new Obstacle(Obstacle.Kind.DENIED, PING, Obstacle.Remedy.ALLOW_PING)) : List.of();
    }
}
