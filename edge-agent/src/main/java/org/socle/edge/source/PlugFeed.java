package org.socle.edge.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

/**
 * Listens to a plug at the school's own MQTT broker, in a thread of its own that connects again when it has to. Only the last
 * message is kept. Thread-safe.
 */
public final class PlugFeed implements Plug, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlugFeed.class);
    private static final long PAUSE_MILLIS = 30_000;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int LARGEST = 16_384;

    private final String broker;
    private final String topic;
    private final String user;
    private final String password;
    private final Ticks ticks;
    private final long pauseMillis;
    private final Thread thread = new Thread(this::run, "plug");
    private volatile @Nullable Message last;
    private volatile @Nullable String trouble;
    private volatile boolean lost = true;
    private volatile boolean closed;

    /**
     * Prepares to listen.
     *
     * @param broker {@code tcp://host:port} or {@code ssl://host:port}
     * @param topic on which the plug tells its energy
     * @param user empty for none
     */
    public PlugFeed(String broker, String topic, String user, String password, Ticks ticks) {
        this(broker, topic, user, password, ticks, PAUSE_MILLIS);
    }

    PlugFeed(String broker, String topic, String user, String password, Ticks ticks, long pauseMillis) {
        this.broker = broker;
        this.topic = topic;
        this.user = user;
        this.password = password;
        this.ticks = ticks;
        this.pauseMillis = pauseMillis;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Optional<Message> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Waits for the first word: a plug whose messages are retained speaks at once, others within minutes. */
    public void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (last == null && trouble == null && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private static String reason(MqttException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private void run() {
        boolean complained = false;
        while (!closed) {
            try (Session session = new Session()) {
                session.listen();
                LOG.info("listens to the plug at {}", broker);
                trouble = null;
                complained = false;
                session.awaitEnd();
            } catch (MqttException e) {
                trouble = broker + ": " + reason(e);
                if (!complained) {
                    LOG.warn("no connection to the plug's broker {}: {}", broker, reason(e));
                    complained = true;
                }
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One connection. */
    private final class Session implements AutoCloseable, MqttCallback {
        private final MqttAsyncClient client;

        Session() throws MqttException {
            client = new MqttAsyncClient(broker, "", new MemoryPersistence());
            client.setCallback(this);
        }

        void listen() throws MqttException {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            options.setConnectionTimeout((int) (TIMEOUT_MILLIS / 1000));
            if (!user.isEmpty()) {
                options.setUserName(user);
                options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            }
            lost = false;
            client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
            client.subscribe(new MqttSubscription(topic, 0)).waitForCompletion(TIMEOUT_MILLIS);
        }

        synchronized void awaitEnd() throws InterruptedException {
            while (!lost && !closed) {
                wait(PAUSE_MILLIS);
            }
        }

        @Override
        public void messageArrived(String from, MqttMessage message) {
            if (message.getPayload().length <= LARGEST) {
                ticks.now()
                        .ifPresent(at ->
                                last = new Message(from, new String(message.getPayload(), StandardCharsets.UTF_8), at));
            }
        }

        @Override
        public synchronized void disconnected(MqttDisconnectResponse response) {
            lost = true;
            notifyAll();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // What ends the connection is told to disconnected().
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Nothing is published.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // The thread that connects goes on by itself.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // Not used.
        }

        @Override
        public void close() {
            try {
                client.disconnectForcibly(0, 1_000, false);
            } catch (MqttException e) {
                // It was not connected.
            }
            try {
                client.close(true);
            } catch (MqttException e) {
                LOG.debug("closing the plug's connection", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
