package org.socle.fleet.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * What the server is called by those who connect to it.
 *
 * @param all host names and IP addresses its own certificate is valid for, the one that other machines are told first;
 *     {@code server.names} or {@code SOCLE_NAMES}, by default this machine's addresses and host name
 */
public record NamesConfig(List<String> all) {
    static final String KEY = "server.names";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+|[0-9a-fA-F:]+");
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

    public NamesConfig {
        all = List.copyOf(all);
    }

    static NamesConfig of(Settings settings) {
        List<String> given = settings.parsedList(KEY, "socle.example.fr", NamesConfig::name);
        Set<String> names = new LinkedHashSet<>(given.isEmpty() ? ofThisMachine() : given);
        names.addAll(LOCAL);
        return new NamesConfig(List.copyOf(names));
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new ConfigException(KEY + ": '" + text + "' is neither a host name nor an IP address");
        }
        return text;
    }

    /** The name other machines are told. */
    public String first() {
        return all.get(0);
    }

    /** A name as it stands in an address: IPv6 in brackets. */
    public static String inUrl(String name) {
        return name.contains(":") ? "[" + name + "]" : name;
    }

    /** Addresses before names: in most schools no name server knows this machine. */
    private static List<String> ofThisMachine() {
        List<String> names = new ArrayList<>();
        List<String> later = new ArrayList<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!card.isUp() || card.isLoopback()) {
                    continue;
                }
                for (InetAddress address : Collections.list(card.getInetAddresses())) {
                    if (!address.isLinkLocalAddress()) {
                        (address instanceof Inet4Address ? names : later).add(plain(address));
                    }
                }
            }
            later.add(0, InetAddress.getLocalHost().getHostName());
        } catch (SocketException | UnknownHostException e) {
            // A machine without a network still has the names every machine has.
        }
        later.removeIf(name -> !NAME.matcher(name).matches());
        names.addAll(later);
        return names;
    }

    private static String plain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
