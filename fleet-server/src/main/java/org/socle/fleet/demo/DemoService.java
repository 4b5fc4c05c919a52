package org.socle.fleet.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Command;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.config.ConfigException;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.intake.Incoming;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.simulator.Rhythm;
import org.socle.simulator.Simulation;

/** The demo's machines while the server runs: they report in real time, as real ones would. Thread-safe. */
public final class DemoService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoService.class);

    /** Messages a transaction, so that pages are not kept waiting. */
    private static final int BATCH = 500;

    private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Path data;
    private final StoredCalendar calendar;
    private final Consumer<List<Incoming>> intake;
    private final Stretch.Basket basket = new Stretch.Basket();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "demo");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable Simulation simulation;
    private DemoMark mark;
    private Instant reached;
    private Instant marked;

    /**
     * Prepares the machines.
     *
     * @param data the server's directory
     * @param intake takes what they say
     * @throws ConfigException when the directory holds no demo that was made to its end
     */
    public DemoService(
            Database database, Clock clock, Path data, StoredCalendar calendar, Consumer<List<Incoming>> intake) {
        this.database = database;
        this.clock = clock;
        this.data = data;
        this.calendar = calendar;
        this.intake = intake;
        this.mark = complete(data);
        this.reached = marked(mark, data);
        this.marked = reached;
    }

    /**
     * Makes sure that a demo can run on a directory.
     *
     * @throws ConfigException when it was not made to its end
     */
    public static void require(Path data) {
        marked(complete(data), data);
    }

    private static DemoMark complete(Path data) {
        return DemoMark.of(data).orElseThrow(() -> missing(data));
    }

    private static Instant marked(DemoMark mark, Path data) {
        Instant reached = mark.reached();
        if (reached == null) {
            throw missing(data);
        }
        return reached;
    }

    private static ConfigException missing(Path data) {
        return new ConfigException("there is no complete demo in " + data + ": make it with socle-server demo");
    }

    /** Begins, in a thread of its own. */
    public void start() {
        thread.execute(this::begin);
        thread.scheduleWithFixedDelay(this::carefully, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void begin() {
        try {
            StoredClassHours hours = DemoPlaces.hours(DemoFleet.of(mark), new Places(database, clock), calendar);
            Simulation starting = DemoFleet.simulation(mark, hours, Rhythm.past(clock.instant()), basket);
            starting.resume(reached);
            simulation = starting;
            tick();
        } catch (RuntimeException e) {
            LOG.error("the demo's machines could not be started", e);
        }
    }

    private void carefully() {
        try {
            tick();
        } catch (RuntimeException e) {
            LOG.error("the demo's machines were not heard", e);
        }
    }

    /** Lets the machines live up to now. */
    private synchronized void tick() {
        Simulation present = simulation;
        if (present == null) {
            return;
        }
        Instant now = clock.instant();
        present.run(now);
        List<Incoming> messages = basket.empty();
        for (int from = 0; from < messages.size(); from += BATCH) {
            intake.accept(messages.subList(from, Math.min(from + BATCH, messages.size())));
        }
        reached = now;
        if (!marked.plus(BETWEEN_MARKS).isAfter(now)) {
            mark();
        }
    }

    private void mark() {
        mark = mark.reached(reached);
        mark.write(data);
        marked = reached;
    }

    /** A command reaches a machine; the only one simulated machines obey is to be looked at live. */
    public synchronized void send(UUID device, byte[] bytes) {
        Command command = Command.decode(bytes);
        Simulation present = simulation;
        if (present != null
                && command.path().equals(Agent.LIVE.path(0).toString())
                && command.value() instanceof Number seconds) {
            present.live(device, clock.instant(), Duration.ofSeconds(seconds.longValue()));
        }
    }

    /** Ends; what the machines said is kept, and they go on from here at the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (this) {
            if (simulation != null) {
                mark();
                simulation = null;
            }
        }
    }
}
