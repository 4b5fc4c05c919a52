package org.socle.edge.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Net.Portal;

/**
 * A page that always says the same, over plain HTTP: whoever answers otherwise is a captive portal (RFC 8952), or a filter
 * with a page of its own.
 */
final class PortalPage {
    private static final int TIMEOUT_MILLIS = 4_000;
    private static final int LARGEST_ANSWER = 512;
    private static final int NETWORK_AUTHENTICATION_REQUIRED = 511;

    private PortalPage() {}

    static Portal check(URI page, Proxy proxy) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(proxy);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            try {
                return judge(page, connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Portal.SILENT;
        }
    }

    private static Portal judge(URI page, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_NO_CONTENT) {
            return Portal.NONE;
        }
        if (status == HttpURLConnection.HTTP_OK) {
            try (InputStream in = connection.getInputStream()) {
                String text = new String(in.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8).strip();
                return text.isEmpty() || text.equalsIgnoreCase("success") ? Portal.NONE : Portal.FOUND;
            }
        }
        if (status == NETWORK_AUTHENTICATION_REQUIRED) {
            return Portal.FOUND;
        }
        if (status >= 300 && status < 400) {
            return elsewhere(page, connection.getHeaderField("Location")) ? Portal.FOUND : Portal.NONE;
        }
        // 407 and 5xx: the proxy or the page itself is in trouble, which tells nothing of a portal.
        return Portal.SILENT;
    }

    /** A page may send to itself over TLS; a portal sends to its own. */
    private static boolean elsewhere(URI page, @Nullable String location) {
        if (location == null) {
            return true;
        }
        try {
            String host = page.resolve(location.strip()).getHost();
            return host == null
                    || !host.toLowerCase(Locale.ROOT).equals(page.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
