package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Commands;
import org.socle.edge.source.Net;
import org.socle.edge.source.Net.Outcome;
import org.socle.edge.source.Net.Portal;
import org.socle.edge.source.Net.Visit;
import org.socle.edge.source.RecordedCommands;

class ConnectivityProbesTest {
    @TempDir
    Path root;

    private static final String ROUTE = """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            wlan0	00000000	FE00A8C0	0003	0	0	600	00000000	0	0	0
            eno1	00000000	010AA8C0	0003	0	0	100	00000000	0	0	0
            eno1	000AA8C0	00000000	0001	0	0	100	00FFFFFF	0	0	0
            """;

    /** A ping that says what the test wants. */
    private static final class Ping implements Commands {
        private final List<List<String>> asked = new ArrayList<>();
        private String said = "";
        private int exit = 1;

        @Override
        public Result run(List<String> command, Duration timeout) {
            asked.add(command);
            return new Result(exit, said);
        }

        @Override
        public boolean available(String program) {
            return true;
        }
    }

    private static String pings(int lost) {
        return "5 packets transmitted, " + (5 - lost) + " received, " + lost * 20 + "% packet loss, time 812ms\n"
                + (lost == 5 ? "" : "rtt min/avg/max/mdev = 0.2/0.44/0.6/0.1 ms\n");
    }

    @Test
    void theRouterOfTheBestRouteIsAsked() throws IOException {
        Ping ping = new Ping();
        ping.said = pings(1);
        FakeMachine machine = new FakeMachine(root).with("proc/net/route", ROUTE);
        assertThat(FakeMachine.read(new GatewayProbe(machine.files(), ping)))
                .isEqualTo(Map.of("connectivity.gateway", 0.4, "connectivity.gateway_loss", 20L));
        assertThat(ping.asked)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("ping").endsWith("192.168.10.1"));
    }

    @Test
    void aRouterThatNeverAnswersIsNoLossAndOneThatStopsIs() throws IOException {
        Ping ping = new Ping();
        GatewayProbe probe = new GatewayProbe(
                new FakeMachine(root).with("proc/net/route", ROUTE).files(), ping);
        ping.said = pings(5);
        assertThat(FakeMachine.read(probe)).isEmpty();
        ping.said = pings(0);
        assertThat(FakeMachine.read(probe)).hasSize(2);
        ping.said = pings(5);
        assertThat(FakeMachine.read(probe)).isEqualTo(Map.of("connectivity.gateway_loss", 100L));
    }

    @Test
    void aPingThatMayNotIsDeniedAndOneThatIsMissingIsNamed() {
        FakeMachine machine = new FakeMachine(root).with("proc/net/route", ROUTE);
        GatewayProbe denied = new GatewayProbe(machine.files(), new Ping());
        assertThatThrownBy(() -> FakeMachine.read(denied)).isInstanceOf(AccessDenied.class);
        assertThat(denied.obstacles())
                .containsExactly(new Obstacle(Obstacle.Kind.DENIED, "ping", Obstacle.Remedy.ALLOW_PING));
        GatewayProbe missing = new GatewayProbe(machine.files(), new RecordedCommands(root.resolve("commands")));
        assertThat(missing.obstacles())
                .containsExactly(new Obstacle(Obstacle.Kind.MISSING_TOOL, "ping", Obstacle.Remedy.INSTALL_PING));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "FOUND, OK, false, portal",
                "NONE, OK, false, direct",
                "NONE, OK, true, proxy",
                "nothing, OK, true, proxy",
                "nothing, INTERCEPTED, false, intercepted",
                "NONE, REFUSED, false, blocked",
                "SILENT, NO_DNS, false, blocked",
                "nothing, TIMEOUT, true, blocked",
                "NONE, nothing, false, nothing",
                "FOUND, nothing, false, portal",
            })
    void theWayToTheServerIsInOneWord(
            @Nullable Portal portal, @Nullable Outcome outcome, boolean proxied, @Nullable String word)
            throws IOException {
        FakeNet net = new FakeNet();
        net.portal = Optional.ofNullable(portal);
        net.server = Optional.ofNullable(outcome).map(each -> new Visit(each, proxied, List.of(), 1));
        assertThat(FakeMachine.read(new PathProbe(net)).get("connectivity.path"))
                .isEqualTo(word);
    }

    @Test
    void eachServiceIsVisitedEveryFiveMinutesAndStandsInBetween() throws IOException {
        FakeNet net = new FakeNet();
        net.services.put("ENT", visit(Outcome.OK, 30, 20, 40));
        net.services.put("Pix", visit(Outcome.REFUSED));
        AtomicLong nanos = new AtomicLong();
        ServicesProbe probe = new ServicesProbe(net, nanos::get);
        Map<String, Object> first = FakeMachine.read(probe);
        assertThat(first)
                .isEqualTo(Map.of(
                        "service.state[ENT]",
                        "ok",
                        "service.round_trip[ENT]",
                        30L,
                        "service.loss[ENT]",
                        25L,
                        "service.state[Pix]",
                        "refused"));
        assertThat(net.visited).containsExactly("ENT", "Pix");
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        assertThat(FakeMachine.read(probe)).isEqualTo(first);
        assertThat(net.visited).hasSize(2);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        FakeMachine.read(probe);
        assertThat(net.visited).containsExactly("ENT", "Pix", "ENT", "Pix");
    }

    @Test
    void servicesThatNobodyAnswersForKeepNobodyWaiting() throws IOException {
        FakeNet net = new FakeNet();
        AtomicLong nanos = new AtomicLong();
        for (String service : List.of("A", "B", "C", "D")) {
            net.services.put(service, visit(Outcome.TIMEOUT));
        }
        net.each = () -> nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        ServicesProbe probe = new ServicesProbe(net, nanos::get);
        FakeMachine.read(probe);
        assertThat(net.visited).containsExactly("A", "B");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(FakeMachine.read(probe))
                .containsEntry("service.loss[D]", 100L)
                .hasSize(8);
        assertThat(net.visited).containsExactly("A", "B", "C", "D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "65535", "4294967295"})
    void aSpeedTheKernelDoesNotKnowIsNotTold(String speed) throws IOException {
        FakeMachine optiplex = FakeMachine.like("optiplex-7010", root);
        NetworkProbe probe = new NetworkProbe(optiplex.files(), new RecordedCommands(root.resolve("commands")));
        assertThat(FakeMachine.read(probe)).containsEntry("network.speed[eno1]", 1_000L);
        optiplex.with("sys/class/net/eno1/speed", speed);
        assertThat(FakeMachine.read(probe)).doesNotContainKey("network.speed[eno1]");
    }

    @Test
    void aWifiCardIsAskedAtEveryFifthLookAndFillsInWhatTheKernelDoesNotSay() throws IOException {
        Ping iw = new Ping();
        iw.exit = 0;
        iw.said =
                "Station 02:00:00:00:01:00 (on wlan0)\n\ttx retries:\t1204\n\ttx failed:\t7\n\tsignal:  \t-61 [-62] dBm\n"
                        + "\ttx bitrate:\t72.2 MBit/s MCS 7\n";
        FakeMachine machine = new FakeMachine(root)
                .with("sys/class/net/wlan0/device/uevent", "x")
                .with("sys/class/net/wlan0/phy80211/name", "phy0")
                .with("sys/class/net/wlan0/type", 1)
                .with("sys/class/net/wlan0/operstate", "up");
        NetworkProbe probe = new NetworkProbe(machine.files(), iw);
        for (int i = 0; i < 6; i++) {
            assertThat(FakeMachine.read(probe))
                    .isEqualTo(Map.of(
                            "network.kind[wlan0]", "wifi",
                            "network.up[wlan0]", true,
                            "network.speed[wlan0]", 72L,
                            "network.signal[wlan0]", -61L,
                            "network.retries[wlan0]", 1_204L,
                            "network.failed_sends[wlan0]", 7L));
        }
        assertThat(iw.asked).hasSize(2);
    }

    @Test
    void theSchoolsNameServersAreAskedInTurn() throws IOException {
        FakeNet net = new FakeNet();
        FakeMachine machine =
                new FakeMachine(root).with("etc/resolv.conf", "nameserver 192.0.2.1\nnameserver 192.0.2.2");
        DnsProbe probe = new DnsProbe(machine.files(), net);
        assertThat(FakeMachine.read(probe)).isEmpty();
        assertThat(net.visited).containsExactly("192.0.2.1", "192.0.2.2");
        net.dns.put("192.0.2.2", Duration.ofMillis(31));
        assertThat(FakeMachine.read(probe)).isEqualTo(Map.of("connectivity.dns_time", 31L));
        // What systemd's own name server asks in turn.
        machine.with("run/systemd/resolve/resolv.conf", "nameserver 192.0.2.9");
        net.dns.put("192.0.2.9", Duration.ofMillis(7));
        assertThat(FakeMachine.read(probe)).isEqualTo(Map.of("connectivity.dns_time", 7L));
    }

    private static Visit visit(Outcome outcome, long... millis) {
        return new Visit(
                outcome,
                false,
                java.util.Arrays.stream(millis).mapToObj(Duration::ofMillis).toList(),
                4);
    }

    private static final class FakeNet implements Net {
        private final Map<String, Visit> services = new LinkedHashMap<>();
        private final Map<String, Duration> dns = new LinkedHashMap<>();
        private final List<String> visited = new ArrayList<>();
        private Optional<Visit> server = Optional.empty();
        private Optional<Portal> portal = Optional.empty();
        private Runnable each = () -> {};

        @Override
        public List<String> services() {
            return List.copyOf(services.keySet());
        }

        @Override
        public Visit visit(String service) {
            visited.add(service);
            each.run();
            return services.get(service);
        }

        @Override
        public Optional<Visit> server() {
            return server;
        }

        @Override
        public boolean leadsSomewhere() {
            return true;
        }

        @Override
        public Optional<Portal> portal() {
            return portal;
        }

        @Override
        public Duration ask(String nameServer) throws IOException {
            visited.add(nameServer);
            Duration answer = dns.get(nameServer);
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }
    }
}
