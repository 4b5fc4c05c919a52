package org.socle.edge.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.ProxyConfig;

/** Small requests over HTTPS, through the school's proxy when there is one. Thread-safe. */
final class EstClient {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int LARGEST_ANSWER = 65_536;

    private final URI server;
    private final @Nullable ProxyConfig proxy;

    URI server() {
        return server;
    }

    EstClient(URI server, @Nullable ProxyConfig proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    /**
     * An answer.
     *
     * @param retryAfterSeconds how long to wait before asking again; 0 when it is not said
     */
    record Answer(int status, byte[] body, int retryAfterSeconds) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Asks.
     *
     * @param trust verifies the server
     * @param named whether its certificate has to carry the name in the address; not so where a key is pinned
     * @param body what to send with POST; null to GET
     */
    Answer ask(String path, SSLContext trust, boolean named, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        URL url = server.resolve(path).toURL();
        boolean direct = proxy == null || proxy.direct(url.getHost());
        HttpsURLConnection connection =
                (HttpsURLConnection) url.openConnection(direct || proxy == null ? Proxy.NO_PROXY : proxy.proxy());
        connection.setSSLSocketFactory(trust.getSocketFactory());
        if (!named) {
            HostnameVerifier any = (name, session) -> true;
            connection.setHostnameVerifier(any);
        }
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (!direct && proxy != null && !proxy.user().isEmpty()) {
            connection.setAuthenticator(new ProxyPassword(proxy));
        }
        headers.forEach(connection::setRequestProperty);
        try {
            if (body != null) {
                connection.setRequestMethod("POST");
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("the answer is not HTTP");
            }
            return new Answer(status, read(connection, status), connection.getHeaderFieldInt("Retry-After", 0));
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] read(HttpURLConnection connection, int status) throws IOException {
        InputStream from = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (from == null) {
            return new byte[0];
        }
        try (InputStream in = from) {
            byte[] bytes = in.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            return bytes;
        }
    }
}
