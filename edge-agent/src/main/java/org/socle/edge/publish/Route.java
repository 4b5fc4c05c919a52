package org.socle.edge.publish;

import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.config.BrokerAddress.Kind;
import org.socle.edge.config.ProxyConfig;

/**
 * How the broker is reached.
 *
 * @param addresses in the order to try them, not empty
 * @param tls shows the machine's certificate and verifies the broker's; null when no address needs it
 * @param proxy the school's HTTP proxy; null for none
 */
public record Route(
        List<BrokerAddress> addresses,
        @Nullable SSLContext tls,
        @Nullable ProxyConfig proxy) {
    public Route {
        addresses = List.copyOf(addresses);
    }

    /** The address of an attempt: the next one after each failure. */
    BrokerAddress address(int attempt) {
        return addresses.get(Math.floorMod(attempt, addresses.size()));
    }

    /** The address as the MQTT client knows it. It is told nothing of TLS: the sockets do that. */
    static String uri(BrokerAddress address) {
        String scheme = address.kind() == Kind.WSS ? "ws" : "tcp";
        return scheme + "://" + address.host() + ":" + address.port() + address.path();
    }

    SocketFactory sockets(BrokerAddress address) {
        if (!address.tls()) {
            return SocketFactory.getDefault();
        }
        if (tls == null) {
            throw new IllegalStateException("no certificate to connect with");
        }
        boolean direct = proxy == null || proxy.direct(address.host());
        return new TlsSockets(tls, address, direct ? null : proxy);
    }
}
