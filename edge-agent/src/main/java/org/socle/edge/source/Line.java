package org.socle.edge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The line to the fleet server, measured by carrying data over it: a few empty answers, at most 4 MB down, at most 1 MB up. On
 * a slow line less is carried: each part ends in time. For one measurement; {@link #close} may be called by another thread.
 */
public final class Line implements AutoCloseable {
    private static final int PINGS = 6;
    private static final int DOWN_BYTES = 4_000_000;

    /** A connection begins slowly: what comes first does not count. */
    private static final int WARM_UP_BYTES = 250_000;

    /** Each one only when the one before says that it fits into the time. */
    private static final int[] UP_BYTES = {64_000, 192_000, 744_000};

    private static final Duration PART = Duration.ofSeconds(6);
    private static final int TIMEOUT_MILLIS = 4_000;
    private static final int BUFFER_BYTES = 16_384;
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final URI address;
    private final SSLSocketFactory trust;
    private final Proxy way;
    private final long partNanos;
    private volatile @Nullable HttpURLConnection current;
    private volatile boolean closed;

    /**
     * What was measured.
     *
     * @param down megabytes (10⁶) a second, to the third decimal
     * @param up the same the other way
     * @param ping milliseconds, to the first decimal: the shortest of a few
     */
    public record Measured(double down, double up, double ping) {}

    /**
     * Prepares a measurement.
     *
     * @param server the fleet server
     * @param trust verifies it, and shows it this machine's certificate
     * @param way the proxy to go through, or {@link Proxy#NO_PROXY}
     */
    public Line(URI server, SSLSocketFactory trust, Proxy way) {
        this(server, trust, way, PART);
    }

    Line(URI server, SSLSocketFactory trust, Proxy way, Duration part) {
        this.address = server.resolve("/device/speed");
        this.trust = trust;
        this.way = way;
        this.partNanos = part.toNanos();
    }

    /**
     * Measures, within twenty seconds unless the line stalls.
     *
     * @throws IOException when the server refuses or the connection breaks
     */
    public Measured measure() throws IOException {
        try {
            double ping = ping();
            double down = down();
            double up = up();
            return new Measured(rounded(down / MEGABYTE, 1_000), rounded(up / MEGABYTE, 1_000), rounded(ping, 10));
        } catch (RuntimeException e) {
            // A connection that is closed under its own hands stumbles.
            if (closed) {
                throw new IOException("the measurement took too long", e);
            }
            throw e;
        }
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }

    /** Milliseconds there and back on a connection that stands. */
    private double ping() throws IOException {
        double least = Double.MAX_VALUE;
        long end = System.nanoTime() + partNanos;
        for (int i = 0; i < PINGS && (i < 2 || System.nanoTime() < end); i++) {
            HttpURLConnection connection = open("?bytes=0");
            long started = System.nanoTime();
            require(connection, HttpURLConnection.HTTP_OK);
            drain(connection);
            if (i > 0) {
                // The first one had to connect.
                least = Math.min(least, (System.nanoTime() - started) / 1e6);
            }
        }
        return least;
    }

    /** Bytes a second. */
    private double down() throws IOException {
        HttpURLConnection connection = open("?bytes=" + DOWN_BYTES);
        long end = System.nanoTime() + partNanos;
        require(connection, HttpURLConnection.HTTP_OK);
        byte[] buffer = new byte[BUFFER_BYTES];
        long all = 0;
        long counted = 0;
        long first = System.nanoTime();
        long started = first;
        long now = started;
        try (InputStream in = connection.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                now = System.nanoTime();
                all += read;
                if (all <= WARM_UP_BYTES) {
                    started = now;
                } else {
                    counted += read;
                }
                if (now > end) {
                    connection.disconnect();
                    break;
                }
            }
        }
        // So slow that it never got warm: all of it counts.
        return counted == 0 ? speed(all, now - first) : speed(counted, now - started);
    }

    /** Bytes a second. */
    private double up() throws IOException {
        byte[] data = new byte[BUFFER_BYTES];
        ThreadLocalRandom.current().nextBytes(data);
        long end = System.nanoTime() + partNanos;
        double speed = 0;
        for (int size : UP_BYTES) {
            if (speed > 0 && System.nanoTime() + size / speed * NANOS > end) {
                break;
            }
            HttpURLConnection connection = open("");
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(size);
            // The answer comes once all has arrived, long after it was written.
            connection.setReadTimeout(2 * TIMEOUT_MILLIS);
            connection.setRequestProperty("Content-Type", "application/octet-stream");
            long started;
            try (OutputStream out = connection.getOutputStream()) {
                started = System.nanoTime();
                for (int left = size; left > 0; left -= data.length) {
                    out.write(data, 0, Math.min(left, data.length));
                }
            }
            require(connection, HttpURLConnection.HTTP_NO_CONTENT);
            speed = speed(size, System.nanoTime() - started);
            drain(connection);
        }
        return speed;
    }

    private static double speed(long bytes, long nanos) {
        return bytes / (Math.max(1, nanos) / NANOS);
    }

    private HttpURLConnection open(String query) throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create(address + query).toURL().openConnection(way);
        connection.setSSLSocketFactory(trust);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        current = connection;
        if (closed) {
            throw new IOException("the measurement took too long");
        }
        return connection;
    }

    private static void require(HttpURLConnection connection, int expected) throws IOException {
        int status = connection.getResponseCode();
        if (status != expected) {
            connection.disconnect();
            throw new IOException("the server answered " + status);
        }
    }

    /** Reads what is left, so that the connection serves again. */
    private static void drain(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            in.readNBytes(BUFFER_BYTES);
        }
    }

    /** Ends the measurement, which fails if it is still under way. */
    @Override
    public void close() {
        closed = true;
        HttpURLConnection open = current;
        if (open != null) {
            open.disconnect();
        }
    }
}
