package org.socle.edge.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
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
import org.socle.contract.Command;
import org.socle.contract.ContractException;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Reply;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.publish.Entry.Stamp;

/**
 * Hands the outbox over to the broker, oldest first, and forgets a pack once the broker has acknowledged it. One thread
 * connects, sends and waits; a new client for each connection, so that nothing of a broken one is left. Thread-safe.
 */
public final class MqttSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSender.class);

    /** Packs on their way at once. */
    private static final int WINDOW = 16;

    /** A ping each five minutes costs 59 kB a day. */
    private static final int KEEP_ALIVE_SECONDS = 300;

    private static final long TIMEOUT_MILLIS = 30_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** Reason codes of MQTT 5 for a client that is not let in: its name, its proof or its rights are not taken. */
    private static final Set<Integer> NOT_LET_IN = Set.of(0x85, 0x86, 0x87);

    /** From here on a reason code of MQTT 5 means failure. */
    private static final int FAILURE = 0x80;

    /** What the link to the server is like. */
    public interface LinkListener {
        /**
         * The broker has acknowledged a pack.
         *
         * @param roundTrip how long after it was sent; null when others were on their way, since the time would then
         *     measure the queue
         */
        void acknowledged(long sequence, @Nullable Duration roundTrip);

        /** The connection stands; {@code reconnections} times since the start it had been lost before. */
        void connected(int reconnections);

        /** The server has said that it does not take this machine's certificate. */
        default void refused() {}
    }

    /** How the JDK begins to tell that the other side found fault with the certificate it was shown. */
    private static final String TLS_REFUSAL = "(certificate_";

    private final UUID device;
    private final Supplier<Route> route;
    private final String agentVersion;
    private final Outbox outbox;
    private final BootClock clock;
    private final Function<Command, Reply> commands;
    private final LinkListener link;
    private final Thread thread = new Thread(this::run, "mqtt");

    private final Object lock = new Object();
    private final Map<Long, Long> sentAtNanos = new HashMap<>();
    private boolean closing;
    private boolean broken;
    private boolean news;
    private int connections;
    private int attempts;
    private boolean refused;
    private @Nullable BrokerAddress tried;
    private BooleanSupplier trusted = () -> true;

    /**
     * Makes a sender.
     *
     * @param device the device's id, also its MQTT client id
     * @param route how the broker is reached, asked anew for each connection
     * @param commands obeys the server's commands; called on a thread of the MQTT client
     */
    public MqttSender(
            UUID device,
            Supplier<Route> route,
            String agentVersion,
            Outbox outbox,
            BootClock clock,
            Function<Command, Reply> commands,
            LinkListener link) {
        this.device = device;
        this.route = route;
        this.agentVersion = agentVersion;
        this.outbox = outbox;
        this.clock = clock;
        this.commands = commands;
        this.link = link;
    }

    /** Starts sending; {@code clockTrusted} tells whether the wall clock may date packs. */
    public void start(BooleanSupplier clockTrusted) {
        trusted = clockTrusted;
        thread.start();
    }

    /** Something new waits in the outbox. */
    public void wake() {
        synchronized (lock) {
            news = true;
            lock.notifyAll();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closing()) {
            MqttAsyncClient client = null;
            try {
                client = connect(route.get());
                pause = FIRST_PAUSE;
                send(client);
                if (closing()) {
                    goodbye(client);
                }
            } catch (MqttException e) {
                failed(e);
                attempts++;
            } catch (RuntimeException e) {
                LOG.error("sending was interrupted", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                discard(client);
            }
            pause = pauseBeforeNext(pause);
        }
    }

    private void failed(MqttException e) {
        if (!isRefusal(e)) {
            LOG.info("no connection to {}: {}", tried, reason(e));
        } else if (!refused) {
            // Once: it stays so until somebody does something about it.
            refused = true;
            LOG.warn(
                    "the server {} does not take this machine's certificate: it was revoked, replaced by a newer one, or"
                            + " has expired. To join again, ask for a code and run: socle-agent enrol --again URL CODE",
                    tried);
            link.refused();
        }
    }

    private static boolean isRefusal(MqttException e) {
        Throwable cause = e.getCause();
        return NOT_LET_IN.contains(e.getReasonCode())
                || (cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).startsWith(TLS_REFUSAL));
    }

    private MqttAsyncClient connect(Route now) throws MqttException {
        BrokerAddress address = now.address(attempts);
        tried = address;
        MqttAsyncClient client = new MqttAsyncClient(Route.uri(address), device.toString(), new MemoryPersistence());
        client.setCallback(new Callback(client));
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) (TIMEOUT_MILLIS / 1000));
        options.setAutomaticReconnect(false);
        options.setSocketFactory(now.sockets(address));
        options.setWill(Topics.of(device, Channel.STATE), message(state(Presence.LOST)));
        synchronized (lock) {
            broken = false;
            sentAtNanos.clear();
        }
        try {
            client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
            client.publish(Topics.of(device, Channel.STATE), message(state(Presence.ONLINE)))
                    .waitForCompletion(TIMEOUT_MILLIS);
            IMqttToken subscribed = client.subscribe(new MqttSubscription(Topics.of(device, Channel.CMD), 1));
            subscribed.waitForCompletion(TIMEOUT_MILLIS);
            check(subscribed);
        } catch (MqttException e) {
            discard(client);
            throw e;
        }
        LOG.info("connected to {}", address);
        refused = false;
        link.connected(connections++);
        return client;
    }

    private byte[] state(Presence presence) {
        return new DeviceState(presence, agentVersion, clock.bootId()).encode();
    }

    private static MqttMessage message(byte[] payload) {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        return message;
    }

    private static void check(IMqttToken token) throws MqttException {
        for (int code : token.getReasonCodes()) {
            if (code >= FAILURE) {
                throw new MqttException(code);
            }
        }
    }

    /** Sends what waits, until the connection breaks or the sender is closed and nothing waits any more. */
    private void send(MqttAsyncClient client) throws MqttException, InterruptedException {
        long last = Long.MIN_VALUE;
        while (true) {
            int room;
            synchronized (lock) {
                if (broken || closing) {
                    return;
                }
                room = WINDOW - sentAtNanos.size();
                news = false;
            }
            List<Entry> entries = room > 0 ? outbox.after(last, room) : List.of();
            for (Entry entry : entries) {
                publish(client, entry);
                last = entry.sequence();
            }
            synchronized (lock) {
                while (!broken && !closing && !news && (entries.isEmpty() || sentAtNanos.size() >= WINDOW)) {
                    lock.wait();
                }
            }
        }
    }

    private void publish(MqttAsyncClient client, Entry entry) throws MqttException {
        MqttMessage message = message(entry.pack(time(entry)).encode(SenmlFormat.CBOR));
        MqttProperties properties = new MqttProperties();
        properties.setContentType(SenmlFormat.CBOR.contentType());
        message.setProperties(properties);
        synchronized (lock) {
            sentAtNanos.put(entry.sequence(), System.nanoTime());
        }
        client.publish(Topics.of(device, Channel.UP), message, null, new Delivery(entry.sequence()));
    }

    private double time(Entry entry) {
        Stamp now = new Stamp(clock.bootId(), clock.uptime().toMillis(), clock.wallMillis(), trusted.getAsBoolean());
        long lastOfItsBoot =
                outbox.lastUptime(entry.stamp().boot()).orElse(entry.stamp().uptimeMillis());
        return SendTime.of(entry.stamp(), now, lastOfItsBoot);
    }

    /** Says that the silence to come is meant. */
    private void goodbye(MqttAsyncClient client) throws MqttException {
        client.publish(Topics.of(device, Channel.STATE), message(state(Presence.OFFLINE)))
                .waitForCompletion(TIMEOUT_MILLIS);
        client.disconnect().waitForCompletion(TIMEOUT_MILLIS);
    }

    private static void discard(@Nullable MqttAsyncClient client) {
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, TIMEOUT_MILLIS, false);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("a connection was not closed cleanly", e);
        }
    }

    private Duration pauseBeforeNext(Duration pause) {
        // Half of it random: ten thousand machines that lost the same server must not come back in the same second.
        long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1);
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        synchronized (lock) {
            try {
                long left = millis;
                while (!closing && left > 0) {
                    lock.wait(left);
                    left = (until - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private boolean closing() {
        synchronized (lock) {
            return closing || Thread.currentThread().isInterrupted();
        }
    }

    private void breakOff() {
        synchronized (lock) {
            broken = true;
            lock.notifyAll();
        }
    }

    private static String reason(MqttException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** Says goodbye and ends. What still waits stays in the outbox. */
    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        try {
            thread.join(TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What becomes of one pack. */
    private final class Delivery implements MqttActionListener {
        private final long sequence;

        private Delivery(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? 0 : codes[0];
            if (code >= FAILURE) {
                LOG.warn("the broker refused pack {} with code {}", sequence, code);
                breakOff();
                return;
            }
            try {
                outbox.remove(sequence);
            } catch (OutboxException e) {
                // Sent again after the next connection: the server knows its number. Left alone, it would hold up the
                // rest.
                LOG.error("pack {} has arrived and could not be forgotten", sequence, e);
                breakOff();
                return;
            }
            Long sent;
            boolean alone;
            synchronized (lock) {
                alone = sentAtNanos.size() == 1;
                sent = sentAtNanos.remove(sequence);
                lock.notifyAll();
            }
            Duration roundTrip = sent == null || !alone ? null : Duration.ofNanos(System.nanoTime() - sent);
            link.acknowledged(sequence, roundTrip);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            breakOff();
        }
    }

    private final class Callback implements MqttCallback {
        private final MqttAsyncClient client;

        private Callback(MqttAsyncClient client) {
            this.client = client;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws MqttException {
            try {
                Command command = Command.decode(message.getPayload());
                Reply reply = commands.apply(command);
                client.publish(Topics.of(device, Channel.REPLY), message(reply.encode()));
            } catch (ContractException e) {
                LOG.warn("a command was not understood: {}", e.getMessage());
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            breakOff();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("MQTT error", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
