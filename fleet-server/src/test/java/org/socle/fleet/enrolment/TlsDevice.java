package org.socle.fleet.enrolment;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
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
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.enrol.Identity;
import org.socle.enrol.Tls;
import org.socle.fleet.app.TestServer;

/** A client of the broker over TLS or secure WebSockets, well-behaved or not. */
final class TlsDevice implements AutoCloseable {
    final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Long> lost = new LinkedBlockingQueue<>();
    private final String clientId;
    private final MqttAsyncClient client;

    TlsDevice(TestServer server, @Nullable Identity shown, String clientId) throws MqttException {
        this("ssl", server, shown, clientId, null);
    }

    TlsDevice(String scheme, TestServer server, @Nullable Identity shown, String clientId, @Nullable String user)
            throws MqttException {
        this.clientId = clientId;
        SSLContext tls = new Tls(shown, server.trust().authorities().anchors()).context();
        String path = scheme.equals("wss") ? "/mqtt" : "";
        client = new MqttAsyncClient(
                scheme + "://localhost:" + server.mqttsPort() + path, clientId, new MemoryPersistence());
        client.setCallback(new Listener());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSocketFactory(tls.getSocketFactory());
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(10);
        if (user != null) {
            options.setUserName(user);
        }
        try {
            client.connect(options).waitForCompletion(10_000);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    /** Says that it is there, and waits until the server has stored it. */
    void online() throws MqttException, InterruptedException {
        byte[] state = new DeviceState(Presence.ONLINE, "test", "boot").encode();
        publish("socle/v1/" + clientId + "/state", state);
        TimeUnit.MILLISECONDS.sleep(500);
    }

    /** Publishes and answers the broker's reason code: 0 accepted, 0x10 nobody listens, 0x87 not allowed. */
    int publish(String topic, byte[] payload) throws MqttException {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(10_000);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(new MqttSubscription(filter, 1));
        token.waitForCompletion(10_000);
        return token.getReasonCodes()[0];
    }

    boolean connected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 1_000, false);
        }
        client.close(true);
    }

    private final class Listener implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(topic);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost.add(System.nanoTime());
        }

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
