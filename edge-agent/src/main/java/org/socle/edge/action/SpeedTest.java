package org.socle.edge.action;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.catalogue.Speed;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.Reporter;
import org.socle.edge.source.Line;
import org.socle.edge.source.Line.Measured;

/**
 * Measures the line to the server when the server asks for it, one measurement at a time and beside everything else: probes do
 * not wait for it. What comes of it stands until the next one, and leaves with the next sample.
 *
 * <pre>
 * speed.updated = 1790000000
 * speed.down = 4.212 MB/s
 * speed.up = 0.871 MB/s
 * speed.ping = 18.3 ms
 * </pre>
 */
public final class SpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedTest.class);
    private static final String PROBE = "speed";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Supplier<Optional<Line>> line;
    private final Reporter reporter;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Prepares measurements.
     *
     * @param line a new one for each; empty while the machine has no server
     */
    public SpeedTest(Supplier<Optional<Line>> line, Reporter reporter, InstantSource clock) {
        this.line = line;
        this.reporter = reporter;
        this.clock = clock;
    }

    /** Begins a measurement; false when one is under way, or there is nothing to measure. */
    boolean start() {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        Optional<Line> next = Optional.empty();
        try {
            next = line.get();
        } finally {
            if (next.isEmpty()) {
                running.set(false);
            }
        }
        next.ifPresent(present -> daemon("speed", () -> run(present)));
        return next.isPresent();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Line present) {
        FutureTask<Measured> measuring = new FutureTask<>(present::measure);
        try (present) {
            daemon("line", measuring);
            report(measuring.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            LOG.info("the speed test was given up after {} s", LONGEST.toSeconds());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException) {
                LOG.info("no speed test: {}", cause.getMessage());
            } else {
                LOG.error("the speed test failed", cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
    }

    private void report(Measured measured) {
        Readings readings = new Readings();
        readings.put(Speed.UPDATED, clock.instant().getEpochSecond());
        readings.put(Speed.DOWN, measured.down());
        readings.put(Speed.UP, measured.up());
        readings.put(Speed.PING, measured.ping());
        reporter.read(PROBE, readings, clock.instant());
        reporter.hurry();
    }
}
