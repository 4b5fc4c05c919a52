package org.socle.fleet.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.socle.enrol.Identity;

/**
 * How often a machine may ask with its certificate: it renews that once in months and measures a line once a day. What it may send
 * at once is bounded for whoever is not signed in; what it measures with, by {@code Grants}. Thread-safe; remembers ten thousand.
 */
final class DeviceQuota {
    /** At once. */
    private static final double BURST = 30;

    private static final double A_SECOND = 0.5;
    private static final int MOST = 10_000;
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    private record Bucket(double left, long millis) {}

    DeviceQuota(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request; refuses one too many with 429 and {@code Retry-After}. */
    void check(Context context) {
        X509Certificate[] shown = context.attribute(CERTIFICATES);
        if (shown == null || shown.length == 0) {
            return;
        }
        if (!take(Identity.commonName(shown[0]))) {
            context.header("Retry-After", Long.toString(Math.round(1 / A_SECOND) * 10));
            throw new HttpResponseException(HttpStatus.TOO_MANY_REQUESTS.getCode());
        }
    }

    synchronized boolean take(String device) {
        long now = clock.millis();
        Bucket before = buckets.getOrDefault(device, new Bucket(BURST, now));
        double left = Math.min(BURST, before.left + Math.max(0, now - before.millis) * A_SECOND / 1_000);
        buckets.put(device, new Bucket(left >= 1 ? left - 1 : left, now));
        return left >= 1;
    }
}
