package org.socle.fleet.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
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
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.senml.SenmlFormat;

/** A client of the broker that sends what a test tells it to, well-behaved or not. */
public final class TestDevice implements AutoCloseable {
    public final UUID id;
    public final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    public TestDevice(int port, UUID id) throws MqttException {
        this(port, id, id.toString(), null, null);
    }

    TestDevice(int port, UUID id, String clientId, @Nullable String user, @Nullable String password)
            throws MqttException {
        this.id = id;
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(new Listener());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        if (user != null) {
            options.setUserName(user);
        }
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        client.connect(options).waitForCompletion(10_000);
    }

    /** Publishes and answers the broker's reason code: 0 accepted, 0x10 nobody listens, 0x87 not allowed. */
    public int publish(String topic, byte[] payload, @Nullable String contentType) throws MqttException {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        MqttProperties properties = new MqttProperties();
        properties.setContentType(contentType);
        message.setProperties(properties);
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(10_000);
        int[] codes = token.getReasonCodes();
        return codes.length == 0 ? 0 : codes[0];
    }

    public int pack(Pack pack) throws MqttException {
        return publish(Topics.of(id, Channel.UP), pack.encode(SenmlFormat.CBOR), SenmlFormat.CBOR.contentType());
    }

    public int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(new MqttSubscription(filter, 1));
        token.waitForCompletion(10_000);
        return token.getReasonCodes()[0];
    }

    /** A pack with a processor load and a pack number. */
    public static Pack load(double time, long sequence, long load) {
        return new Pack(time, List.of(new Sample(Agent.PACK, 0, 0, sequence), new Sample(Processor.LOAD, 0, 0, load)));
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(1, 1, false);
        client.close(true);
    }

    private final class Listener implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
