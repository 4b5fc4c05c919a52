package org.socle.edge.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.config.ProxyConfig;

/**
 * Sockets that speak TLS 1.3 once connected, through a proxy when there is one. The MQTT client takes them for plain ones:
 * its own TLS knows no proxy.
 */
final class TlsSockets extends SocketFactory {
    private final SSLContext tls;
    private final BrokerAddress address;
    private final @Nullable ProxyConfig proxy;

    TlsSockets(SSLContext tls, BrokerAddress address, @Nullable ProxyConfig proxy) {
        this.tls = tls;
        this.address = address;
        this.proxy = proxy;
    }

    @Override
    public Socket createSocket() {
        return new TlsSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the MQTT client connects its sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
    }

    /** The methods the MQTT client uses, over a TLS socket that is there once connected. */
    private final class TlsSocket extends Socket {
        private @Nullable SSLSocket secured;

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            // Behind a proxy the school's name servers may not know the broker: the proxy looks it up.
            Socket raw = proxy == null ? new Socket() : new Socket(proxy.proxy());
            try {
                SocketAddress target =
                        proxy == null ? endpoint : InetSocketAddress.createUnresolved(address.host(), address.port());
                raw.connect(target, timeoutMillis);
                raw.setSoTimeout(timeoutMillis);
                SSLSocket secure = (SSLSocket)
                        tls.getSocketFactory().createSocket(raw, bare(address.host()), address.port(), true);
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setProtocols(new String[] {"TLSv1.3"});
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                secure.startHandshake();
                secured = secure;
            } catch (IOException | RuntimeException e) {
                raw.close();
                throw e;
            }
        }

        private static String bare(String host) {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        private SSLSocket secured() throws SocketException {
            SSLSocket socket = secured;
            if (socket == null) {
                throw new SocketException("not connected");
            }
            return socket;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return secured().getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return secured().getOutputStream();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            secured().setSoTimeout(millis);
        }

        /** Nothing to do: reading ends with {@link #close}, and a TLS connection cannot be closed by halves. */
        @Override
        public void shutdownInput() {}

        @Override
        public void close() throws IOException {
            SSLSocket socket = secured;
            if (socket != null) {
                socket.close();
            }
        }
    }
}
