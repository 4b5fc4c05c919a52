package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.catalogue.Probing;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.MissingTool;
import org.socle.edge.source.StaleReading;
import org.socle.edge.source.TookTooLong;

/**
 * The one class that calls probes: when they are due, one after the other, each in bounded time. It catches what they
 * throw, logs a probe's state when it changes, and reports it as readings of its own:
 *
 * <pre>
 * probe.name[storage] = storage
 * probe.state[storage] = denied
 * probe.duration[storage] = 12 ms
 * </pre>
 *
 * <p>Probes read on one worker thread. A probe that hangs keeps that thread, is left alone until it comes back, and
 * the others go on with a new one: at most one lost thread for each probe.
 */
public final class ProbeRunner implements AutoCloseable {

    /** Name under which the probes' health is given to the listener. */
    public static final String HEALTH = "probes";

    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);

    /** Takes what a probe read. Called by the runner's thread, one probe at a time. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A read ended.
         *
         * @param probe name of the probe
         * @param readings what it read, which replaces what it read before; nothing when it failed or when what it
         *     reads is no longer there
         * @param at when it began to read
         */
        void read(String probe, Readings readings, Instant at);
    }

    private final List<Entry> entries;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final Object schedule = new Object();
    private Duration every;
    private boolean now;
    private boolean closed;
    private volatile @Nullable String reading;
    private @Nullable Thread thread;
    private ExecutorService worker = newWorker();

    /**
     * @param probes in the order they are read
     * @param every time between two samples
     */
    public ProbeRunner(List<Probe> probes, Duration every, Listener listener) {
        this(probes, every, listener, InstantSource.system(), System::nanoTime);
    }

    ProbeRunner(List<Probe> probes, Duration every, Listener listener, InstantSource clock, LongSupplier nanoTime) {
        this.entries = probes.stream().map(Entry::new).toList();
        this.every = every;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Samples at the rhythm, on a thread of its own, until closed; what was not read yet at once. */
    public void start() {
        Thread started = new Thread(this::loop, "probes");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Changes the time between two samples, and samples at once. */
    public void rhythm(Duration newEvery) {
        synchronized (schedule) {
            every = newEvery;
            now = true;
            schedule.notifyAll();
        }
    }

    private void loop() {
        Predicate<Entry> wanted = entry -> entry.lastStart == null;
        while (true) {
            long started = nanoTime.getAsLong();
            try {
                sample(wanted);
            } catch (RuntimeException e) {
                // The listener's fault, since probes' own are caught: the next sample may go better.
                LOG.error("a sample was lost", e);
            }
            wanted = entry -> true;
            synchronized (schedule) {
                while (!closed && !now) {
                    long left = every.toNanos() - (nanoTime.getAsLong() - started);
                    if (left <= 0) {
                        break;
                    }
                    try {
                        TimeUnit.NANOSECONDS.timedWait(schedule, left);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                now = false;
                if (closed) {
                    return;
                }
            }
        }
    }

    /** Reads every probe that is due, and gives the probes' health after them. */
    public void sample() {
        sample(entry -> true);
    }

    /** Reads every probe that is due and answers within moments. */
    public void sampleQuick() {
        sample(entry -> !entry.probe.slow());
    }

    private synchronized void sample(Predicate<Entry> wanted) {
        for (Entry entry : entries) {
            if (wanted.test(entry) && entry.due(nanoTime.getAsLong())) {
                reading = entry.name;
                read(entry);
                reading = null;
            }
        }
        Readings health = new Readings();
        for (Entry entry : entries) {
            ProbeState state = entry.state;
            if (state != null) {
                health.put(Probing.NAME, entry.name, entry.name);
                health.put(Probing.STATE, entry.name, state.word());
                health.put(Probing.DURATION, entry.name, entry.duration.toMillis());
            }
        }
        listener.read(HEALTH, health, clock.instant());
    }

    /** The state of a probe's last read; empty when it has nothing to read here or was not read yet. */
    public synchronized Optional<ProbeState> state(String probe) {
        return entries.stream()
                .filter(entry -> entry.name.equals(probe))
                .map(entry -> Optional.ofNullable(entry.state))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why the last read of a probe failed, in whole or in part; empty when it did not. */
    public synchronized Optional<String> reason(String probe) {
        return entries.stream()
                .filter(entry -> entry.name.equals(probe))
                .map(entry -> entry.reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst();
    }

    /** The probe that reads at this moment; empty when none does. */
    public Optional<String> reading() {
        return Optional.ofNullable(reading);
    }

    private void read(Entry entry) {
        Instant at = clock.instant();
        long started = nanoTime.getAsLong();
        entry.lastStart = started;
        Future<Optional<Readings>> running = worker.submit(() -> {
            if (!entry.probe.present()) {
                return Optional.empty();
            }
            Readings readings = new Readings();
            entry.probe.read(readings);
            return Optional.of(readings);
        });
        Readings readings = new Readings();
        ProbeState state;
        String reason = "";
        Throwable cause = null;
        try {
            Optional<Readings> read = running.get(entry.probe.timeout().toMillis(), TimeUnit.MILLISECONDS);
            readings = read.orElse(readings);
            Optional<IOException> missed = readings.missed();
            state = read.isEmpty() ? null : missed.map(ProbeRunner::stateOf).orElse(ProbeState.OK);
            reason = missed.map(IOException::getMessage).orElse("");
        } catch (TimeoutException e) {
            state = ProbeState.TIMEOUT;
            reason = "no answer within " + entry.probe.timeout().toSeconds() + " s";
            entry.hanging = running;
            abandonWorker();
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            state = stateOf(thrown);
            reason = String.valueOf(thrown.getMessage());
            // Its class and place matter for a fault of the program only.
            cause = thrown instanceof IOException ? null : thrown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        entry.duration = Duration.ofNanos(nanoTime.getAsLong() - started);
        boolean wasThere = entry.state != null;
        logImpossible(entry, readings.impossible());
        log(entry, state, reason, cause);
        entry.state = state;
        entry.reason = reason;
        if (state != null || wasThere) {
            listener.read(entry.name, readings, at);
        }
    }

    private static ProbeState stateOf(Throwable thrown) {
        if (thrown instanceof AccessDenied || thrown instanceof StaleReading) {
            return ProbeState.DENIED;
        }
        if (thrown instanceof TookTooLong) {
            return ProbeState.TIMEOUT;
        }
        return thrown instanceof MissingTool ? ProbeState.MISSING_TOOL : ProbeState.FAILED;
    }

    private static void log(Entry entry, @Nullable ProbeState state, String reason, @Nullable Throwable cause) {
        if (state == entry.state) {
            return;
        }
        if (state == null) {
            LOG.info("probe {}: nothing to read any more", entry.name);
        } else {
            switch (state) {
                case OK -> {
                    if (entry.state != null) {
                        LOG.info("probe {}: reads again", entry.name);
                    }
                }
                case DENIED -> LOG.info("probe {}: denied: {}; see socle-agent doctor", entry.name, reason);
                case MISSING_TOOL ->
                    LOG.info("probe {}: {} is not installed; see socle-agent doctor", entry.name, reason);
                case TIMEOUT, FAILED -> LOG.warn("probe {}: {}", entry.name, reason, cause);
            }
        }
    }

    /** Once each: a sensor that says nonsense does so at each read. */
    private static void logImpossible(Entry entry, List<String> impossible) {
        impossible.stream()
                .map(each -> each.replaceFirst(" = .*", ""))
                .filter(entry.impossible::add)
                .forEach(reading -> LOG.warn(
                        "probe {}: {} is outside what any machine has and is left out; see socle-agent doctor",
                        entry.name,
                        reading));
    }

    private void abandonWorker() {
        worker.shutdownNow();
        worker = newWorker();
    }

    private static ExecutorService newWorker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends the sampling; a read under way is given up. */
    @Override
    public void close() {
        synchronized (schedule) {
            closed = true;
            schedule.notifyAll();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        worker.shutdownNow();
    }

    private static final class Entry {
        private final Probe probe;
        private final String name;
        private @Nullable Long lastStart;
        private @Nullable ProbeState state;
        private String reason = "";
        private Duration duration = Duration.ZERO;
        private final Set<String> impossible = new HashSet<>();
        private @Nullable Future<?> hanging;

        private Entry(Probe probe) {
            this.probe = probe;
            this.name = probe.name();
        }

        private boolean due(long now) {
            if (hanging != null) {
                // cancel() was never called, so done means that the read came back and its thread is free.
                if (!hanging.isDone()) {
                    return false;
                }
                hanging = null;
            }
            // A sample that comes a little early must not put a probe of the same period off to the next one.
            return lastStart == null || now - lastStart >= probe.period().toNanos() * 9 / 10;
        }
    }
}
