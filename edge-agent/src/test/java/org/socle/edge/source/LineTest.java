package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socle.edge.source.Line.Measured;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.CertificateAuthority;

/** Measuring a line to a server that is as slow as the test wants. */
class LineTest {
    private static final int PIECE = 10_000;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpsServer server;
    private volatile long pauseMillis;
    private volatile int status = 200;
    private volatile boolean stalls;

    @BeforeEach
    void start() throws IOException {
        KeyPair pair = Keys.generate();
        CertificateAuthority authority =
                CertificateAuthority.create(Instant.now(), null).authority();
        Identity identity = new Identity(
                pair.getPrivate(),
                authority.chain(authority.server(List.of("localhost"), pair.getPublic(), Instant.now())));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(new Tls(identity, List.of()).context()));
        server.setExecutor(threads);
        server.createContext("/device/speed", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                try (InputStream in = exchange.getRequestBody()) {
                    while (in.readNBytes(PIECE).length > 0) {
                        pause();
                    }
                }
                exchange.sendResponseHeaders(204, -1);
            } else {
                int bytes = Integer.parseInt(exchange.getRequestURI().getQuery().replace("bytes=", ""));
                exchange.sendResponseHeaders(200, bytes == 0 ? -1 : bytes);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (int left = bytes; left > 0; left -= PIECE) {
                        out.write(new byte[Math.min(left, PIECE)]);
                        out.flush();
                        pause();
                    }
                }
            }
        }
    }

    private void pause() throws IOException {
        try {
            if (stalls) {
                over.await();
            }
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Line line() {
        return new Line(
                URI.create("https://localhost:" + server.getAddress().getPort()),
                Tls.unverified().getSocketFactory(),
                Proxy.NO_PROXY,
                Duration.ofSeconds(1));
    }

    @Test
    void aFastLineCarriesAllOfIt() throws IOException {
        Measured measured = line().measure();
        assertThat(measured.down()).isPositive();
        assertThat(measured.up()).isPositive();
        assertThat(measured.ping()).isBetween(0.0, 500.0);
        assertThat(asked).containsSubsequence("GET /device/speed?bytes=0", "GET /device/speed?bytes=4000000");
        assertThat(asked).filteredOn(each -> each.startsWith("POST")).hasSize(3);
        assertThat(asked).as("all that one test may ask").hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void aSlowLineIsMeasuredWithLess() throws IOException {
        pauseMillis = 20;
        long started = System.nanoTime();
        Measured measured = line().measure();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        // 10 kB each 20 ms are half a megabyte a second, less what the machine is busy with else.
        assertThat(measured.down()).isBetween(0.1, 0.55);
        assertThat(measured.up()).isBetween(0.1, 1.5);
        assertThat(took).isLessThan(Duration.ofSeconds(8));
        assertThat(asked).filteredOn(each -> each.startsWith("POST")).hasSizeLessThan(3);
    }

    @Test
    void aRefusalIsNoMeasurement() {
        status = 429;
        assertThatThrownBy(() -> line().measure())
                .isInstanceOf(IOException.class)
                .hasMessage("the server answered 429");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aLineThatStallsIsGivenUp() throws Exception {
        stalls = true;
        Line line = line();
        FutureTask<Measured> measuring = new FutureTask<>(line::measure);
        threads.execute(measuring);
        while (asked.stream().noneMatch(each -> each.endsWith("bytes=4000000"))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        line.close();
        assertThatThrownBy(() -> measuring.get(6, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }
}
