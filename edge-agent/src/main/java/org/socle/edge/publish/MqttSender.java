package org.socle.edge.publish;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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

    /** How long after a connection broke its reason may still arrive. */
    private static final long REASON_MILLIS = 500;

    /** Reason codes of MQTT 5 for a client that is not let in: its name, its proof or its rights are not taken. */
    private static final Set<Integer> NOT_LET_IN = Set.of(0x85, 0x86, 0x87);

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
    private final Duration lostPause;
    private final Duration busyPause;
    private final Thread thread = new Thread(this::run, "mqtt");

    private final Object lock = new Object();
    private final Map<Long, Long> sentAtNanos = new HashMap<>();
    private boolean closing;
    private boolean broken;
    private boolean disconnected;
    private int disconnectCode;
    private long events;
    private boolean rewind;
    private long heldUntil;
    private boolean held;
    /** After a hold: nothing new goes before all that was on its way is answered, so that the oldest is the first. */
    private boolean draining;

    private @Nullable Long again;
    private final Suspects suspects;
    private final Backoff backoff = new Backoff(new SecureRandom());
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
        this(
                device,
                route,
                agentVersion,
                outbox,
                clock,
                commands,
                link,
                Suspects.FIRST_PAUSE,
                Backoff.LOST,
                Backoff.BUSY);
    }

    /** For tests, which have no minutes to wait: with the first pauses before another try of a pack, and of a connection. */
    MqttSender(
            UUID device,
            Supplier<Route> route,
            String agentVersion,
            Outbox outbox,
            BootClock clock,
            Function<Command, Reply> commands,
            LinkListener link,
            Duration suspectPause,
            Duration lostPause,
            Duration busyPause) {
        this.suspects = new Suspects(System::nanoTime, suspectPause);
        this.lostPause = lostPause;
        this.busyPause = busyPause;
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
            happened();
        }
    }

    private void run() {
        while (!closing()) {
            MqttAsyncClient client = null;
            boolean busy = false;
            try {
                client = connect(route.get());
                long since = System.nanoTime();
                send(client);
                if (closing()) {
                    goodbye(client);
                } else {
                    busy = Refusal.busy(ended());
                }
                if (System.nanoTime() - since > Backoff.LONGEST.toNanos()) {
                    passed();
                }
            } catch (MqttException e) {
                busy = Refusal.busy(e.getReasonCode()) || Refusal.busy(disconnectCode());
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
            pauseBeforeNext(busy ? busyPause : lostPause);
        }
    }

    private int disconnectCode() {
        synchronized (lock) {
            return disconnectCode;
        }
    }

    private void passed() {
        synchronized (lock) {
            backoff.reset();
        }
    }

    /**
     * Finds out whose fault the end of a connection was, as far as can be told; with several packs on their way it takes further
     * connections, on which they go one at a time.
     *
     * @return the reason code the server gave; {@link Refusal#CLOSED} for none
     */
    private int ended() throws InterruptedException {
        long until = System.nanoTime() + REASON_MILLIS * 1_000_000;
        synchronized (lock) {
            long left = REASON_MILLIS;
            while (!disconnected && left > 0) {
                lock.wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
            if (!Refusal.mayBeThePacks(disconnectCode) || sentAtNanos.isEmpty()) {
                LOG.info("the connection to {} ended{}", tried, said(disconnectCode));
                return disconnectCode;
            }
            if (sentAtNanos.size() > 1) {
                suspects.unclear(sentAtNanos.keySet());
            } else {
                refused(sentAtNanos.keySet().iterator().next(), disconnectCode);
            }
            return disconnectCode;
        }
    }

    private static String said(int code) {
        return code == Refusal.CLOSED ? "" : String.format(" with reason code 0x%02x", code);
    }

    /** The server has not taken this one. */
    private void refused(long sequence, int code) {
        synchronized (lock) {
            sentAtNanos.remove(sequence);
            if (again != null && again == sequence) {
                again = null;
                outbox.refusedAgain(sequence, code, clock.wallMillis(), agentVersion);
                return;
            }
            LOG.info("pack {} was not taken{}; it is tried again, and others go on", sequence, said(code));
            suspects.refused(sequence, code);
            if (suspects.serverRefusesAll() && !held) {
                hold();
            }
            rewind = true;
            happened();
        }
    }

    private void happened() {
        synchronized (lock) {
            events++;
            lock.notifyAll();
        }
    }

    /** Nothing is sent for a while; all that waits stays in its order. */
    private void hold() {
        Duration pause = backoff.next(busyPause);
        heldUntil = System.nanoTime() + pause.toNanos();
        held = true;
        draining = true;
        rewind = true;
        LOG.info("the server takes nothing now; sending goes on in {} s", pause.toSeconds());
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
            disconnected = false;
            disconnectCode = Refusal.CLOSED;
            held = false;
            draining = false;
            again = null;
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
            if (code >= Refusal.FAILURE) {
                throw new MqttException(code);
            }
        }
    }

    /** Sends what waits, until the connection breaks or the sender is closed and nothing waits any more. */
    private void send(MqttAsyncClient client) throws InterruptedException {
        long last = Long.MIN_VALUE;
        while (true) {
            int room;
            long seen;
            Set<Long> onTheirWay;
            synchronized (lock) {
                if (broken || closing) {
                    return;
                }
                if (rewind) {
                    last = Long.MIN_VALUE;
                    rewind = false;
                }
                held = held && heldUntil - System.nanoTime() > 0;
                draining = draining && !sentAtNanos.isEmpty();
                room = held || draining || alone() ? 0 : window() - sentAtNanos.size();
                seen = events;
                onTheirWay = Set.copyOf(sentAtNanos.keySet());
            }
            List<Entry> entries = room > 0 ? outbox.after(last, room) : List.of();
            for (Entry entry : entries) {
                // What is answered at this very moment is read here for the last time, and must not go twice.
                if (!onTheirWay.contains(entry.sequence()) && !suspected(entry.sequence())) {
                    publish(client, entry);
                }
                last = entry.sequence();
            }
            Optional<Entry> doubtful =
                    entries.isEmpty() && room > 0 && onTheirWay.isEmpty() ? doubtful() : Optional.empty();
            doubtful.ifPresent(entry -> publish(client, entry));
            if (entries.isEmpty() && doubtful.isEmpty()) {
                await(seen);
            } else {
                awaitRoom();
            }
        }
    }

    /** One that was not taken before and whose time has come, to go alone: no other one waits for it. */
    private Optional<Entry> doubtful() {
        synchronized (lock) {
            OptionalLong due = suspects.due();
            if (due.isPresent()) {
                Optional<Entry> entry = outbox.one(due.getAsLong());
                if (entry.isEmpty()) {
                    suspects.forget(due.getAsLong());
                }
                return entry;
            }
            Optional<Entry> setAside = outbox.again(clock.wallMillis(), agentVersion);
            again = setAside.map(Entry::sequence).orElse(null);
            return setAside;
        }
    }

    /** Whether a pack waits for a try of its own. */
    private boolean suspected(long sequence) {
        synchronized (lock) {
            return suspects.holds(sequence);
        }
    }

    /** Whether what is on its way has to be answered before anything else goes. */
    private boolean alone() {
        return again != null || sentAtNanos.keySet().stream().anyMatch(suspects::holds);
    }

    private int window() {
        return suspects.oneAtATime() ? 1 : WINDOW;
    }

    /** Until something happened since, or the next try of a pack is due, or the server was left alone for long enough. */
    private void await(long seen) throws InterruptedException {
        synchronized (lock) {
            Optional<Duration> left = held
                    ? Optional.of(Duration.ofNanos(heldUntil - System.nanoTime()))
                    : sentAtNanos.isEmpty() ? suspects.untilDue() : Optional.empty();
            if (events == seen) {
                // 0 is for ever.
                lock.wait(left.map(pause -> Math.max(1, pause.toMillis())).orElse(0L));
            }
        }
    }

    private void awaitRoom() throws InterruptedException {
        synchronized (lock) {
            while (!broken && !closing && !rewind && sentAtNanos.size() >= window()) {
                lock.wait();
            }
        }
    }

    private void publish(MqttAsyncClient client, Entry entry) {
        MqttMessage message = message(entry.pack(time(entry)).encode(SenmlFormat.CBOR));
        MqttProperties properties = new MqttProperties();
        properties.setContentType(SenmlFormat.CBOR.contentType());
        message.setProperties(properties);
        synchronized (lock) {
            sentAtNanos.put(entry.sequence(), System.nanoTime());
        }
        try {
            client.publish(Topics.of(device, Channel.UP), message, null, new Delivery(entry.sequence()));
        } catch (MqttException e) {
            // The connection has ended, or the client has too much on its way: it was not sent.
            LOG.debug("pack {} could not be handed over", entry.sequence(), e);
            synchronized (lock) {
                sentAtNanos.remove(entry.sequence());
            }
            breakOff();
        }
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

    private void pauseBeforeNext(Duration first) {
        synchronized (lock) {
            long millis = backoff.next(first).toMillis();
            long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
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
    }

    private boolean closing() {
        synchronized (lock) {
            return closing || Thread.currentThread().isInterrupted();
        }
    }

    private void breakOff() {
        synchronized (lock) {
            broken = true;
            happened();
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
            happened();
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
            if (code >= Refusal.FAILURE) {
                if (Refusal.busy(code)) {
                    busy(code);
                } else {
                    MqttSender.this.refused(sequence, code);
                }
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
                if (again != null && again == sequence) {
                    again = null;
                    LOG.info("pack {}, which had been set aside, was taken", sequence);
                }
                backoff.reset();
                setAside();
                happened();
            }
            Duration roundTrip = sent == null || !alone ? null : Duration.ofNanos(System.nanoTime() - sent);
            link.acknowledged(sequence, roundTrip);
        }

        /** The pack is as good as any; it goes again, in its place, when the server can take it. */
        private void busy(int code) {
            synchronized (lock) {
                LOG.info("the server does not take packs now{}", said(code));
                sentAtNanos.remove(sequence);
                if (again != null && again == sequence) {
                    again = null;
                }
                if (!held) {
                    hold();
                }
                rewind = true;
                happened();
            }
        }

        /** Others get through: those that never do are refused for themselves. */
        private void setAside() {
            for (long refused : suspects.passed(sequence)) {
                int code = suspects.code(refused).orElse(Refusal.CLOSED);
                if (outbox.setAside(refused, code, clock.wallMillis(), agentVersion)) {
                    suspects.forget(refused);
                    LOG.warn(
                            "the server does not take pack {}{}: it is set aside, see socle-agent doctor, and tried again"
                                    + " in a day",
                            refused,
                            said(code));
                }
            }
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
            synchronized (lock) {
                disconnected = true;
                int code = response.getReturnCode();
                // The client's own codes, for a connection that was lost, are larger.
                disconnectCode = code >= Refusal.FAILURE && code <= Refusal.LAST ? code : Refusal.CLOSED;
            }
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
