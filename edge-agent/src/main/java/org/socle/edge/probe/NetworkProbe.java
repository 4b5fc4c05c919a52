package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.source.Commands;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * Network sockets and Wi-Fi cards: what has a device behind it. Addresses are not read.
 *
 * <pre>
 * network.kind[eno1] = ethernet
 * network.up[eno1] = true
 * network.speed[eno1] = 1000 Mbit/s
 * network.duplex[eno1] = full
 * network.received[eno1] = 183650212 B
 * network.sent[eno1] = 12096641 B
 * network.receive_errors[eno1] = 0 count
 * network.send_errors[eno1] = 0 count
 * network.signal[wlan0] = -58 dBm
 * network.retries[wlan0] = 1204 count
 * network.failed_sends[wlan0] = 2 count
 * </pre>
 */
final class NetworkProbe implements Probe {
    private static final String CLASS = "sys/class/net/";
    private static final String IW = "iw";

    /** Number of Ethernet frames in {@code type}; Wi-Fi cards say the same. */
    private static final long ETHERNET = 1;

    /** How systemd names cards that come and go, such as those on USB: {@code enx0050b6a1b2c3}. */
    private static final Pattern BY_ADDRESS = Pattern.compile("([a-z]{2}x)[0-9a-f]{12}");

    /** Columns of {@code proc/net/wireless}. */
    private static final int LEVEL = 3;

    private static final int GIVEN_UP = 8;

    /** A Wi-Fi card's state takes a program to read: at every fifth look only. */
    private static final int SPARED_LOOKS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SysFs files;
    private final Commands commands;

    private final Map<String, WifiStation> stations = new HashMap<>();
    private int spare;

    NetworkProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public boolean present() {
        return !cards().isEmpty();
    }

    private List<String> cards() {
        return files.list(CLASS).stream()
                .filter(name -> files.exists(CLASS + name + "/device"))
                .filter(name -> files.readLong(CLASS + name + "/type").orElse(0L) == ETHERNET)
                .filter(name -> !files.lines(CLASS + name + "/uevent").contains("DEVTYPE=bluetooth"))
                .toList();
    }

    @Override
    public void read(Readings out) {
        List<String> wireless = files.lines("proc/net/wireless");
        boolean ask = spare == 0;
        spare = ask ? SPARED_LOOKS : spare - 1;
        for (Map.Entry<String, String> shown : shown(cards()).entrySet()) {
            String card = shown.getKey();
            String name = shown.getValue();
            String path = CLASS + card + "/";
            boolean wifi = files.exists(path + "wireless") || files.exists(path + "phy80211");
            Optional<Boolean> up = up(path);
            out.put(Network.KIND, name, wifi ? "wifi" : "ethernet");
            out.putIf(Network.UP, name, up);
            if (up.orElse(false)) {
                WifiStation station = wifi ? station(card, ask) : WifiStation.UNKNOWN;
                // Drivers that do not know say -1, as a signed number or an unsigned one of 16 or 32 bits.
                out.putIf(
                        Network.SPEED,
                        name,
                        files.readLong(path + "speed")
                                .filter(speed -> speed > 0 && speed < 1_000_000 && !Numbers.placeholder(speed))
                                .or(station::speed),
                        path + "speed");
                out.putIf(
                        Network.DUPLEX,
                        name,
                        files.read(path + "duplex").filter(duplex -> duplex.equals("full") || duplex.equals("half")),
                        path + "duplex");
                // The kernel's old table, where there still is one, is at hand at every look.
                out.putIf(Network.SIGNAL, name, signal(wireless, card).or(station::signal));
                out.putIf(Network.RETRIES, name, station.retries());
                out.putIf(
                        Network.FAILED_SENDS, name, failedSends(wireless, card).or(station::failedSends));
            }
            if (!up.orElse(false)) {
                out.absent(Network.SPEED, name, Why.NOT_CONNECTED, "");
                out.absent(Network.DUPLEX, name, Why.NOT_CONNECTED, "");
            }
            if (wifi) {
                for (Resource resource : List.of(Network.SIGNAL, Network.RETRIES, Network.FAILED_SENDS)) {
                    untold(out, resource, name, up.orElse(false));
                }
            }
            out.putIf(Network.RECEIVED, name, files.readCount(path + "statistics/rx_bytes"));
            out.putIf(Network.SENT, name, files.readCount(path + "statistics/tx_bytes"));
            out.putIf(Network.RECEIVE_ERRORS, name, files.readCount(path + "statistics/rx_errors"));
            out.putIf(Network.SEND_ERRORS, name, files.readCount(path + "statistics/tx_errors"));
        }
    }

    /** Cards with what they are called. Some carry their address in their name, which stays here: they are counted instead. */
    static Map<String, String> shown(List<String> cards) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String card : cards) {
            Matcher named = BY_ADDRESS.matcher(card);
            String kind = named.matches() ? named.group(1) : card;
            String name = kind;
            for (int number = 2; shown.containsValue(name); number++) {
                name = kind + "-" + number;
            }
            shown.put(card, name);
        }
        return shown;
    }

    private void untold(Readings out, Resource resource, String name, boolean up) {
        if (out.list().stream()
                .noneMatch(reading -> reading.resource() == resource && name.equals(reading.instanceName()))) {
            boolean asked = commands.available(IW);
            out.absent(resource, name, !up ? Why.NOT_CONNECTED : asked ? Why.UNTOLD : Why.NO_PROGRAM, IW);
        }
    }

    private WifiStation station(String name, boolean ask) {
        if (ask || !stations.containsKey(name)) {
            stations.put(name, dump(name));
        }
        return stations.getOrDefault(name, WifiStation.UNKNOWN);
    }

    private WifiStation dump(String name) {
        if (!commands.available(IW)) {
            return WifiStation.UNKNOWN;
        }
        try {
            Commands.Result said = commands.run(List.of(IW, "dev", name, "station", "dump"), PATIENCE);
            return said.exit() == 0 ? WifiStation.parse(said.stdout()) : WifiStation.UNKNOWN;
        } catch (IOException e) {
            // What the kernel's files say of the card stands.
            return WifiStation.UNKNOWN;
        }
    }

    private Optional<Boolean> up(String path) {
        String state = files.read(path + "operstate").orElse("unknown");
        return state.equals("unknown")
                ? files.readLong(path + "carrier").map(carrier -> carrier == 1)
                : Optional.of(state.equals("up"));
    }

    /** The level of a card in {@code proc/net/wireless}: {@code wlan0: 0000 58. -52. -256 0 0 0 12 0 0}. */
    static Optional<Long> signal(List<String> wireless, String name) {
        return column(wireless, name, LEVEL).filter(level -> level >= -110 && level < 0);
    }

    /** What the card has sent again and again until it gave up. */
    static Optional<Long> failedSends(List<String> wireless, String name) {
        return column(wireless, name, GIVEN_UP).filter(count -> count >= 0);
    }

    private static Optional<Long> column(List<String> wireless, String name, int column) {
        return wireless.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > column && fields[0].equals(name + ":"))
                .flatMap(fields -> Numbers.whole(fields[column].replace(".", "")).stream())
                .findFirst();
    }
}
