package org.socle.fleet.intake;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.health.Trouble;
import org.socle.fleet.health.Trouble.Kind;

/**
 * A device of the server's own that comes through the same door as all others, with a certificate of its own, and says something
 * on each channel: what it says has to arrive in the database. It stands in no table, so that it shows in no list or count of
 * machines. Thread-safe.
 */
final class Canary {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

    /** How often it comes. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** Unheard for longer, the subscription is taken to be gone. */
    static final Duration DEAF = Duration.ofMinutes(2);

    private static final int TIMEOUT_SECONDS = 20;

    private final String url;
    private final Function<UUID, CanaryPapers> papers;
    private final Clock clock;
    private final UUID id = UUID.randomUUID();
    private final Map<Channel, Instant> unheardSince = new EnumMap<>(Channel.class);
    private volatile @Nullable X509Certificate certificate;
    private int failures;
    private @Nullable Instant heard;

    /**
     * One that has said nothing yet.
     *
     * @param port where devices connect on this machine
     * @param papers made for a device's number, anew for each visit: authorities change
     */
    Canary(int port, Function<UUID, CanaryPapers> papers, Clock clock) {
        this.url = "ssl://127.0.0.1:" + port;
        this.papers = papers;
        this.clock = clock;
    }

    UUID id() {
        return id;
    }

    /** Whether a certificate is its own. */
    boolean owns(X509Certificate shown) {
        return shown.equals(certificate);
    }

    /** Comes once and says something on each channel. */
    void visit() {
        try {
            speak();
            succeeded();
        } catch (MqttException | RuntimeException e) {
            LOG.warn("the server's own device was not let in: {}", e.toString());
            failed();
        }
    }

    private void speak() throws MqttException {
        CanaryPapers shown = papers.apply(id);
        certificate = shown.certificate();
        MqttAsyncClient client = new MqttAsyncClient(url, id.toString(), new MemoryPersistence());
        try {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            options.setSocketFactory(shown.tls().getSocketFactory());
            // It is this very machine, under a name that the certificate need not hold.
            options.setHttpsHostnameVerificationEnabled(false);
            options.setConnectionTimeout(TIMEOUT_SECONDS);
            client.connect(options).waitForCompletion(TIMEOUT_SECONDS * 1_000L);
            for (Channel channel : Channel.values()) {
                if (channel.fromDevice()) {
                    say(client, channel);
                }
            }
            client.disconnect().waitForCompletion(TIMEOUT_SECONDS * 1_000L);
            // Not by force, which would pull away what the client's own thread is about to use.
            client.close();
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    private void say(MqttAsyncClient client, Channel channel) throws MqttException {
        MqttMessage message = new MqttMessage("here".getBytes(StandardCharsets.US_ASCII));
        message.setQos(1);
        expect(channel);
        IMqttToken token = client.publish(Topics.of(id, channel), message);
        token.waitForCompletion(TIMEOUT_SECONDS * 1_000L);
        for (int code : token.getReasonCodes()) {
            if (code >= 0x80) {
                throw new MqttException(code);
            }
        }
    }

    private synchronized void expect(Channel channel) {
        unheardSince.putIfAbsent(channel, clock.instant());
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    private synchronized void failed() {
        failures++;
        // What was not sent cannot be heard.
        unheardSince.clear();
    }

    /** What it said on a channel is in the database. */
    synchronized void heard(Channel channel) {
        heard = clock.instant();
        unheardSince.remove(channel);
    }

    /** Whether something it said has not arrived for too long. */
    synchronized boolean deaf() {
        Instant before = clock.instant().minus(DEAF);
        return unheardSince.values().stream().anyMatch(since -> since.isBefore(before));
    }

    /** Waits again as if it had just spoken: what was lost will not come. */
    synchronized void expectAnew() {
        unheardSince.replaceAll((channel, since) -> clock.instant());
    }

    /** When something last arrived; null before the first. */
    synchronized @Nullable Instant lastHeard() {
        return heard;
    }

    /**
     * What is wrong now.
     *
     * @param quiet whether nothing waits to be stored: what was said before that would have arrived
     */
    synchronized List<Trouble> troubles(boolean quiet) {
        List<Trouble> troubles = new ArrayList<>();
        if (failures > 1) {
            troubles.add(Trouble.of(Kind.UNREACHABLE));
        }
        if (quiet && deaf()) {
            troubles.add(Trouble.of(Kind.DEAF));
        }
        return troubles;
    }
}
