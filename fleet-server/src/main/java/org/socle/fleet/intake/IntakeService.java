package org.socle.fleet.intake;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.health.Trouble;
import org.socle.fleet.health.Trouble.Kind;
import org.socle.fleet.health.Vital;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;

/** The doors, the broker and the intake behind them, started and stopped as one. Thread-safe. */
public final class IntakeService implements Vital, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeService.class);

    /** A batch is stored within milliseconds; one that takes longer is not being stored. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    /** Readings this old when they are stored make pages wrong, and somebody should look who sends so much. */
    private static final Duration BEHIND = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final Consumer<Throwable> fatal;
    private final Doorkeeper doors;
    private final DoorLatch latch;
    private final StoreTrouble trouble;
    private final Broker broker;
    private final Intake intake;
    private final Intake direct;
    private final IntakeMetrics metrics;
    private final @Nullable Canary canary;
    private volatile @Nullable Subscriber subscriber;
    private long takenBefore = -1;

    /** Whether something waits in the broker and nobody takes it. */
    private volatile boolean unread;

    /**
     * What the service is told of the rest of the server.
     *
     * @param devices tells whose certificate one is; empty when it lets nobody in
     * @param observers tells whether a password lets someone follow all topics
     * @param published told the device of every new pack, after it is stored
     * @param limits of the rules in a place, whose number is null for nowhere
     * @param memoryShort whether no more machines should be let in
     * @param papers made for the server's own device; null when there is to be none
     * @param fatal told what only a new start can mend
     */
    public record Ties(
            Function<X509Certificate, Optional<UUID>> devices,
            Predicate<String> observers,
            Consumer<UUID> published,
            Function<@Nullable Long, Limits> limits,
            BooleanSupplier memoryShort,
            @Nullable Function<UUID, CanaryPapers> papers,
            Consumer<Throwable> fatal) {}

    /**
     * Prepares the service.
     *
     * @param directory where the broker keeps its journal
     * @param tls for connections of devices
     * @param calendar by which consumption is told apart
     */
    public IntakeService(
            MqttConfig config,
            Path directory,
            SSLContext tls,
            Database database,
            PrometheusRegistry registry,
            SchoolCalendar calendar,
            Ties ties,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.fatal = ties.fatal();
        this.metrics = new IntakeMetrics(registry);
        this.doors = new Doorkeeper(config.quota(), ties.memoryShort(), System::nanoTime, clock);
        this.latch = new DoorLatch(doors, this::lostMeanwhile);
        this.trouble = new StoreTrouble(latch);
        Function<UUID, CanaryPapers> papers = ties.papers();
        Canary own = papers == null ? null : new Canary(config.port(), papers, clock);
        this.canary = own;
        if (own != null) {
            doors.exempt(own.id());
        }
        this.broker = new Broker(
                config,
                directory,
                tls,
                certificate -> own != null && own.owns(certificate)
                        ? Optional.of(own.id())
                        : ties.devices().apply(certificate),
                ties.observers()::test,
                doors,
                metrics::packetRefused,
                fatal);
        Accounting accounting = Accounting.live(calendar);
        Pulse pulse = own == null ? Pulse.none() : new Pulse(own.id(), this::heard);
        this.intake = new Intake(database, metrics, ties.published(), ties.limits(), accounting, pulse);
        this.direct = new Intake(database, metrics, ties.published(), ties.limits(), accounting, Pulse.none());
        IntakeMetrics.gauge(registry, "socle_mqtt_connections", "Machines connected", doors::connected);
        IntakeMetrics.gauge(
                registry,
                "socle_intake_waiting",
                "Messages in the broker that are not stored yet",
                () -> Math.max(broker.backlog(), waiting()));
        IntakeMetrics.gauge(
                registry,
                "socle_intake_oldest_seconds",
                "Age of the oldest message not stored yet; 0 when none waits",
                () -> {
                    Instant since = oldest();
                    return since == null
                            ? 0
                            : Duration.between(since, clock.instant()).toMillis() / 1e3;
                });
        IntakeMetrics.gauge(
                registry,
                "socle_canary_heard_seconds",
                "Seconds since the server's own device was heard; -1 before the first time",
                () -> {
                    Instant heard = own == null ? null : own.lastHeard();
                    return heard == null
                            ? -1
                            : Duration.between(heard, clock.instant()).toMillis() / 1e3;
                });
    }

    private int waiting() {
        Subscriber present = subscriber;
        return present == null ? 0 : present.waiting();
    }

    private @Nullable Instant busySince() {
        Subscriber present = subscriber;
        return present == null ? null : present.busySince();
    }

    private @Nullable Instant oldest() {
        Subscriber present = subscriber;
        return present == null ? null : present.oldest();
    }

    /** Whether nothing waits to be stored. */
    private boolean quiet() {
        return busySince() == null && waiting() == 0 && broker.backlog() == 0;
    }

    /** Whether nothing was taken in since the last time this was asked, though something waits in the broker: nobody reads there. */
    private boolean idle() {
        long now = metrics.taken();
        boolean same = now == takenBefore;
        takenBefore = now;
        return same && busySince() == null && waiting() == 0;
    }

    /** Starts the broker, subscribes, then lets devices in. */
    public void start() throws IOException {
        database.writing(handle -> new MachineTable().forgetPresence(handle, clock.instant()));
        broker.start();
        try {
            subscribe();
        } catch (MqttException e) {
            throw new IOException("the intake could not subscribe to its own broker", e);
        }
        broker.open();
    }

    private void subscribe() throws MqttException {
        Subscriber starting = new Subscriber(broker, intake, metrics, trouble, this::observed, fatal, clock);
        subscriber = starting;
        starting.start();
    }

    private void observed(Inside.Message message) {
        Canary own = canary;
        if (own == null || !message.from().device().equals(own.id())) {
            doors.observed(message.from().topic(), message.payload(), message.contentType());
        }
    }

    private void heard(Channel channel) {
        if (canary != null) {
            canary.heard(channel);
            if (!canary.deaf()) {
                latch.open(DoorLatch.Reason.DEAF);
            }
        }
    }

    /** Its jobs: the server's own device comes every minute, and what is no longer needed of the doors is forgotten. */
    public List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        jobs.add(new Job("doors", Duration.ofMinutes(5), Duration.ofMinutes(5), doors::tidy));
        if (canary != null) {
            jobs.add(new Job("canary", Duration.ofSeconds(5), Canary.EVERY, () -> listen(canary)));
        }
        return jobs;
    }

    private void listen(Canary own) throws IOException {
        if (latch.shutFor(DoorLatch.Reason.DISK) || latch.shutFor(DoorLatch.Reason.DATABASE)) {
            unread = false;
            return;
        }
        // While a batch is at work nothing is lost: what the canary said stands behind it.
        unread = idle();
        if (own.deaf() && (quiet() || unread)) {
            LOG.error("what devices send does not reach the intake: subscribing again");
            latch.shut(DoorLatch.Reason.DEAF);
            own.expectAnew();
            subscribeAgain();
        }
        own.visit();
    }

    private void subscribeAgain() throws IOException {
        try {
            Subscriber before = subscriber;
            if (before != null) {
                before.close();
            }
        } catch (MqttException e) {
            LOG.warn("the former subscription did not end", e);
        }
        try {
            subscribe();
        } catch (MqttException e) {
            throw new IOException("the intake could not subscribe to its own broker again", e);
        }
    }

    /** No space is left for the journal, or there is some again. */
    public void diskFull(boolean full) {
        if (full) {
            latch.shut(DoorLatch.Reason.DISK);
        } else {
            latch.open(DoorLatch.Reason.DISK);
        }
    }

    /** Nobody knows when they went, or whether they were switched off: they are not missed. */
    private void lostMeanwhile(Set<UUID> devices) {
        database.writing(handle -> new MachineTable().forgetPresence(handle, devices, clock.instant()));
    }

    /** For tests, which take something away from it. */
    Broker broker() {
        return broker;
    }

    /** Whether messages are being taken in. */
    public boolean ready() {
        return troubles().isEmpty();
    }

    @Override
    public List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>(trouble.troubles());
        Subscriber present = subscriber;
        if (!broker.active()) {
            troubles.add(Trouble.of(Kind.BROKER_STOPPED));
        } else if (present == null || !present.connected()) {
            troubles.add(Trouble.of(Kind.INTAKE_CUT_OFF));
        }
        Instant since = busySince();
        if (since != null && since.plus(STUCK).isBefore(clock.instant())) {
            troubles.add(Trouble.of(Kind.INTAKE_STUCK));
        }
        Instant oldest = oldest();
        if (oldest != null && oldest.plus(BEHIND).isBefore(clock.instant())) {
            troubles.add(Trouble.of(Kind.INTAKE_BEHIND));
        }
        Canary own = canary;
        if (own != null) {
            // What waits behind others is late, not lost.
            troubles.addAll(own.troubles(quiet() || unread));
        }
        return troubles;
    }

    /** Devices that lately sent more than they may, the worst first. */
    public List<Flood> floods() {
        return doors.floods();
    }

    /** Keeps a device out until it is let in again, and ends its connection. */
    public void keepOut(UUID device) {
        doors.keepOut(device);
    }

    /** Lets a device in again. */
    public void letIn(UUID device) {
        doors.letIn(device);
    }

    /** Bytes of messages taken in since the start. */
    public long taken() {
        return metrics.taken();
    }

    /** Sends a command to a device, which gets it when it is connected now and follows its commands. */
    public void send(UUID device, byte[] command) {
        doors.command(device, command);
    }

    /**
     * Takes in what did not come through the broker, in one transaction: messages of simulated machines. Thread-safe.
     *
     * @return how many were taken in, rather than refused or kept aside
     * @throws RuntimeException when the database fails; nothing is kept then
     */
    public int accept(List<Incoming> messages) {
        synchronized (direct) {
            return direct.accept(messages.stream().map(Incoming::arrival).toList());
        }
    }

    /** Ends the connections of a device at once. It has to be kept out first, else it comes back. */
    public void cut(UUID device) {
        broker.cut(device);
    }

    @Override
    public void close() throws IOException {
        try {
            Subscriber present = subscriber;
            if (present != null) {
                present.close();
            }
        } catch (MqttException e) {
            throw new IOException("the intake did not stop", e);
        } finally {
            broker.close();
        }
    }
}
