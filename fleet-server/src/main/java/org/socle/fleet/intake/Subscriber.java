package org.socle.fleet.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.store.DatabaseTrouble;

/** The server's own MQTT client: a durable shared subscription whose messages are acknowledged after their batch is committed. */
final class Subscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    /** Messages the broker may have on their way to us; also the bound of our memory. */
    private static final int WINDOW = 1_000;

    private static final int LARGEST_BATCH = 256;
    private static final long NEVER_EXPIRES = 0xFFFF_FFFFL;
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final long RETRY_MILLIS = 1_000;

    private record Delivery(Arrival arrival, int id, int qos) {}

    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(WINDOW);
    private final Broker broker;
    private final Intake intake;
    private final IntakeMetrics metrics;
    private final StoreTrouble trouble;
    private final Consumer<Inside.Message> arrived;
    private final Consumer<Throwable> fatal;
    private final Clock clock;
    private final MqttAsyncClient client;
    private final Thread worker = new Thread(this::work, "intake");
    private volatile boolean running;
    private volatile @Nullable Instant busySince;
    private volatile @Nullable Instant oldest;

    /**
     * One that does nothing yet.
     *
     * @param trouble told when the database refuses, and when it no longer does
     * @param arrived shown each message before it is stored
     * @param fatal told what no retry can mend: nothing is stored from then on
     */
    Subscriber(
            Broker broker,
            Intake intake,
            IntakeMetrics metrics,
            StoreTrouble trouble,
            Consumer<Inside.Message> arrived,
            Consumer<Throwable> fatal,
            Clock clock)
            throws MqttException {
        this.broker = broker;
        this.intake = intake;
        this.metrics = metrics;
        this.trouble = trouble;
        this.arrived = arrived;
        this.fatal = fatal;
        this.clock = clock;
        this.client = new MqttAsyncClient(broker.url(), "socle-server", new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(new Callback());
    }

    void start() throws MqttException {
        running = true;
        worker.start();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(DeviceGate.SERVER);
        options.setPassword(broker.serverPassword().getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(NEVER_EXPIRES);
        options.setReceiveMaximum(WINDOW);
        options.setAutomaticReconnect(true);
        options.setAutomaticReconnectDelay(1, 10);
        client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
        for (Channel channel : Channel.values()) {
            if (channel.fromDevice()) {
                subscribe("$share/" + DeviceGate.SHARE + "/" + Inside.topic(channel));
            }
        }
    }

    private void subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(new MqttSubscription(filter, 1));
        token.waitForCompletion(TIMEOUT_MILLIS);
        for (int code : token.getReasonCodes()) {
            if (code > 2) {
                throw new IllegalStateException("the broker refused the subscription " + filter + " with code " + code);
            }
        }
    }

    boolean connected() {
        return client.isConnected();
    }

    /** Messages received and not yet stored. */
    int waiting() {
        return queue.size();
    }

    /** Since when the batch that is being stored has been; null when nothing waits. */
    @Nullable
    Instant busySince() {
        return busySince;
    }

    /** When the oldest message that is not stored came; null when none waits. */
    @Nullable
    Instant oldest() {
        return oldest;
    }

    private void work() {
        List<Delivery> batch = new ArrayList<>(LARGEST_BATCH);
        try {
            while (running) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                busySince = clock.instant();
                oldest = batch.get(0).arrival().received;
                store(batch);
                oldest = null;
                busySince = null;
                acknowledge(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fatal.accept(e);
        }
    }

    /** Stores a batch, however long the database refuses: unacknowledged messages are safe in the broker's journal. */
    private void store(List<Delivery> batch) throws InterruptedException {
        List<Arrival> arrivals = batch.stream().map(Delivery::arrival).toList();
        while (true) {
            long start = System.nanoTime();
            try {
                intake.accept(arrivals);
                trouble.over();
                metrics.batch((System.nanoTime() - start) / 1e9);
                return;
            } catch (RuntimeException e) {
                DatabaseTrouble kind = DatabaseTrouble.of(e);
                if (trouble.refused(kind)) {
                    LOG.error("cannot store {} messages ({}), trying again each second", batch.size(), kind, e);
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void acknowledge(List<Delivery> batch) {
        for (Delivery delivery : batch) {
            acknowledge(delivery.id(), delivery.qos());
        }
    }

    private void acknowledge(int id, int qos) {
        try {
            client.messageArrivedComplete(id, qos);
        } catch (MqttException e) {
            // The broker delivers it again, and the store recognises it.
            LOG.debug("a message could not be acknowledged", e);
        }
    }

    @Override
    public void close() throws MqttException {
        running = false;
        worker.interrupt();
        try {
            worker.join(TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (client.isConnected()) {
                client.disconnect().waitForCompletion(TIMEOUT_MILLIS);
            }
        } finally {
            client.close(true);
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            MqttProperties properties = message.getProperties();
            String contentType = properties == null ? null : properties.getContentType();
            Inside.Message sent =
                    Inside.message(topic, message.getPayload(), contentType).orElse(null);
            if (sent == null) {
                LOG.warn("a message on {} came from nobody", topic);
                acknowledge(message.getId(), message.getQos());
                return;
            }
            arrived.accept(sent);
            Arrival arrival = new Arrival(
                    sent.from().topic(),
                    sent.payload(),
                    sent.contentType(),
                    // What waited here over a fault came when it came.
                    sent.came() == null ? clock.instant() : sent.came());
            queue.put(new Delivery(arrival, message.getId(), message.getQos()));
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (running) {
                LOG.warn("the intake lost its broker: {}", response.getReasonString());
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("MQTT error in the intake", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
