package org.socle.fleet.intake;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.device.MachineTable;
import org.socle.fleet.maintenance.Limits;
import org.socle.fleet.sobriety.account.Accounting;
import org.socle.fleet.store.Database;

/** The broker and the intake behind it, started and stopped as one. */
public final class IntakeService implements AutoCloseable {
    private final Database database;
    private final Clock clock;
    private final Broker broker;
    private final Intake intake;
    private final Intake direct;
    private final IntakeMetrics metrics;
    private @Nullable Subscriber subscriber;

    /**
     * Prepares the service.
     *
     * @param directory where the broker keeps its journal
     * @param tls for connections of devices
     * @param devices tells whose certificate one is; empty when it lets nobody in
     * @param observers tells whether a password lets someone follow all topics
     * @param published told the device of every new pack, after it is stored
     * @param limits of the rules in a place, whose number is null for nowhere
     * @param calendar by which consumption is told apart
     */
    public IntakeService(
            MqttConfig config,
            Path directory,
            SSLContext tls,
            Database database,
            PrometheusRegistry registry,
            Function<X509Certificate, Optional<UUID>> devices,
            Predicate<String> observers,
            Consumer<UUID> published,
            Function<@Nullable Long, Limits> limits,
            SchoolCalendar calendar,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.metrics = new IntakeMetrics(registry);
        this.broker = new Broker(config, directory, tls, devices::apply, observers::test, metrics::packetRefused);
        Accounting accounting = Accounting.live(calendar);
        this.intake = new Intake(database, metrics, published, limits, accounting);
        this.direct = new Intake(database, metrics, published, limits, accounting);
        IntakeMetrics.gauge(registry, "socle_mqtt_connections", "Open MQTT connections", broker::connections);
        IntakeMetrics.gauge(
                registry,
                "socle_intake_waiting",
                "Messages received and not yet stored",
                () -> subscriber == null ? 0 : subscriber.waiting());
    }

    /** Starts the broker, subscribes, then lets devices in. */
    public void start() throws IOException {
        database.writing(handle -> new MachineTable().forgetPresence(handle, clock.instant()));
        broker.start();
        try {
            Subscriber starting = new Subscriber(broker, intake, metrics, clock);
            subscriber = starting;
            starting.start();
        } catch (MqttException e) {
            throw new IOException("the intake could not subscribe to its own broker", e);
        }
        broker.open();
    }

    /** Whether messages are being taken in. */
    public boolean ready() {
        return subscriber != null && subscriber.connected();
    }

    /** Bytes of messages taken in since the start. */
    public long taken() {
        return metrics.taken();
    }

    /** Sends a command to a device, which gets it when it is connected now. */
    public void send(UUID device, byte[] command) throws IOException {
        if (subscriber == null) {
            throw new IOException("the intake is not started");
        }
        try {
            subscriber.publish(Topics.of(device, Channel.CMD), command);
        } catch (MqttException e) {
            throw new IOException("the command could not be sent", e);
        }
    }

    /**
     * Takes in what did not come through the broker, in one transaction: messages of simulated machines. Thread-safe.
     *
     * @throws RuntimeException when the database fails; nothing is kept then
     */
    public void accept(List<Incoming> messages) {
        synchronized (direct) {
            direct.accept(messages.stream().map(Incoming::arrival).toList());
        }
    }

    /** Ends the connections of a device at once. It has to be kept out first, else it comes back. */
    public void cut(UUID device) {
        broker.cut(device);
    }

    @Override
    public void close() throws IOException {
        try {
            if (subscriber != null) {
                subscriber.close();
            }
        } catch (MqttException e) {
            throw new IOException("the intake did not stop", e);
        } finally {
            broker.close();
        }
    }
}
