package org.socle.fleet.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;

/**
 * The server's own MQTT client: a durable shared subscription whose messages are acknowledged after their batch is
 * committed, and the way commands leave.
 */
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
    private final Intake intake;
    private final IntakeMetrics metrics;
    private final Clock clock;
    private final Broker broker;
    private final MqttAsyncClient client;
    private final Thread worker = new Thread(this::work, "intake");
    private volatile boolean running;

    Subscriber(Broker broker, Intake intake, IntakeMetrics metrics, Clock clock) throws MqttException {
        this.broker = broker;
        this.intake = intake;
        this.metrics = metrics;
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
                subscribe("$share/" + DeviceGate.SHARE + "/" + Topics.ofAll(channel));
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

    /** Publishes at least once; returns when the message is on its way, not when it has arrived. */
    void publish(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, 1, false);
    }

    boolean connected() {
        return client.isConnected();
    }

    /** Messages received and not yet stored. */
    int waiting() {
        return queue.size();
    }

    private void work() {
        List<Delivery> batch = new ArrayList<>(LARGEST_BATCH);
        try {
            while (running) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                store(batch);
                acknowledge(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stores a batch, however long the database refuses: unacknowledged messages are safe in the broker's journal. */
    private void store(List<Delivery> batch) throws InterruptedException {
        List<Arrival> arrivals = batch.stream().map(Delivery::arrival).toList();
        while (true) {
            long start = System.nanoTime();
            try {
                intake.accept(arrivals);
                metrics.batch((System.nanoTime() - start) / 1e9);
                return;
            } catch (RuntimeException e) {
                LOG.error("cannot store {} messages, trying again in {} ms", batch.size(), RETRY_MILLIS, e);
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void acknowledge(List<Delivery> batch) {
        for (Delivery delivery : batch) {
            try {
                client.messageArrivedComplete(delivery.id(), delivery.qos());
            } catch (MqttException e) {
                // The broker delivers it again, and the store recognises it.
                LOG.debug("a message could not be acknowledged", e);
            }
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
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(TIMEOUT_MILLIS);
        }
        client.close(true);
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            MqttProperties properties = message.getProperties();
            String contentType = properties == null ? null : properties.getContentType();
            Arrival arrival = new Arrival(topic, message.getPayload(), contentType, clock.instant());
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
