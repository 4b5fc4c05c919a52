package org.socle.fleet.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.socle.contract.Topics.Channel;
import org.socle.contract.senml.SenmlReader;
import org.socle.fleet.config.MqttConfig;

/**
 * The embedded MQTT broker. It has written a message to its journal before it acknowledges it; what it keeps is only what
 * the intake has not stored yet.
 */
public final class Broker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MIB = 1024 * 1024;
    private static final int JOURNAL_FILE = 4 * MIB;
    private static final int PAGE = MIB;
    private static final int GLOBAL_MAX = 64 * MIB;
    /** A pack of the largest size, with its headers. */
    private static final int LARGEST_PACKET = SenmlReader.MAX_BYTES + 4096;

    /** For the server itself: it must be able to take, and refuse, whatever the journal holds. */
    private static final int NO_LIMIT = -1;

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private final MqttConfig config;
    private final String serverPassword = password();
    private final DeviceGate gate;
    private final Doorkeeper doors;
    private final Consumer<Throwable> fatal;
    private final GuardedMqtt mqtt;

    /**
     * Prepares a broker.
     *
     * @param directory where the journal lives; made when missing
     * @param tls for connections of devices
     * @param devices tells whose certificate one is
     * @param observers tells whether a password lets an observer in
     * @param doors who may come in and send
     * @param refused called for each packet that is too large or no MQTT
     * @param fatal told when the journal cannot be written: the broker has stopped then
     */
    Broker(
            MqttConfig config,
            Path directory,
            SSLContext tls,
            DeviceGate.DeviceCheck devices,
            DeviceGate.ObserverCheck observers,
            Doorkeeper doors,
            Runnable refused,
            Consumer<Throwable> fatal) {
        this.config = config;
        this.fatal = fatal;
        this.doors = doors;
        this.mqtt = new GuardedMqtt(doors, refused);
        this.gate = new DeviceGate(serverPassword, devices, observers);
        artemis.setConfiguration(configuration(directory, tls));
        artemis.setSecurityManager(gate);
    }

    void start() throws IOException {
        try {
            artemis.createActiveMQServer();
            artemis.getActiveMQServer().addProtocolManagerFactory(mqtt);
            artemis.getActiveMQServer()
                    .registerIOCriticalErrorListener((code, message, file) ->
                            fatal.accept(new IOException("the broker's journal: " + message, code)));
            artemis.start();
        } catch (Exception e) {
            throw new IOException("the MQTT broker did not start on " + config.host() + ":" + config.port(), e);
        }
        if (!artemis.getActiveMQServer().isActive()) {
            throw new IOException("the MQTT broker did not start on " + config.host() + ":" + config.port());
        }
    }

    /** Lets devices connect. To be called once the intake has subscribed. */
    void open() {
        gate.open();
    }

    /** Where the server itself connects: a port of the loopback interface that the system chose. */
    String url() {
        Acceptor internal = artemis.getActiveMQServer().getRemotingService().getAcceptor(DeviceGate.INTERNAL);
        return "tcp://" + LOOPBACK + ":" + internal.getActualPort();
    }

    /** Whether it runs. */
    boolean active() {
        return artemis.getActiveMQServer() != null
                && artemis.getActiveMQServer().isActive();
    }

    /** For tests: loses what waits on a channel, and its subscription, as a fault of the broker would. */
    void lose(Channel channel) throws Exception {
        SimpleString queue = SimpleString.of(DeviceGate.SHARE + "." + Inside.address(channel));
        artemis.getActiveMQServer().destroyQueue(queue, null, false);
    }

    /** For tests: ends a channel's subscription and leaves what waits, as a fault of the broker would. */
    void unsubscribe(Channel channel) throws Exception {
        Queue queue = artemis.getActiveMQServer().locateQueue(DeviceGate.SHARE + "." + Inside.address(channel));
        for (org.apache.activemq.artemis.core.server.Consumer consumer : queue.getConsumers()) {
            ((ServerConsumer) consumer).close(true);
        }
    }

    /** Messages that the intake has not stored yet, as far as they are in memory or in the journal. */
    long backlog() {
        if (!active()) {
            return 0;
        }
        long waiting = 0;
        for (Channel channel : Channel.values()) {
            Queue queue = artemis.getActiveMQServer().locateQueue(DeviceGate.SHARE + "." + Inside.address(channel));
            waiting += queue == null ? 0 : queue.getMessageCount();
        }
        return waiting;
    }

    /** Ends the connections of a device at once, without its last will. */
    void cut(UUID device) {
        if (doors.cut(device)) {
            return;
        }
        // It may be on its way in.
        for (RemotingConnection connection :
                artemis.getActiveMQServer().getRemotingService().getConnections()) {
            if (device.toString().equals(connection.getClientID())) {
                connection.fail(new ActiveMQDisconnectedException("the device's access has been revoked"));
            }
        }
    }

    String serverPassword() {
        return serverPassword;
    }

    /** Devices connected now. */
    int connections() {
        return doors.connected();
    }

    @Override
    public void close() throws IOException {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IOException("the MQTT broker did not stop", e);
        }
    }

    private Configuration configuration(Path directory, SSLContext tls) {
        ConfigurationImpl broker = new ConfigurationImpl();
        broker.setName("socle");
        broker.setSecurityEnabled(true);
        // With these caches one identity was seen to act as another.
        broker.setAuthenticationCacheSize(0);
        broker.setAuthorizationCacheSize(0);
        broker.setClusterUser(password());
        broker.setClusterPassword(password());
        broker.setJMXManagementEnabled(false);
        broker.setPersistenceEnabled(true);
        broker.setJournalType(JournalType.NIO);
        broker.setJournalDatasync(true);
        broker.setJournalFileSize(JOURNAL_FILE);
        broker.setJournalMinFiles(2);
        broker.setJournalPoolFiles(10);
        broker.setJournalDirectory(directory.resolve("journal").toString());
        broker.setBindingsDirectory(directory.resolve("bindings").toString());
        broker.setLargeMessagesDirectory(directory.resolve("large").toString());
        broker.setPagingDirectory(directory.resolve("paging").toString());
        broker.setNodeManagerLockDirectory(directory.resolve("lock").toString());
        broker.setGlobalMaxSize(GLOBAL_MAX);
        broker.setThreadPoolMaxSize(8);
        broker.setScheduledThreadPoolMaxSize(2);
        broker.setMaxDiskUsage(-1);
        broker.addAcceptorConfiguration(deviceAcceptor(tls));
        broker.addAcceptorConfiguration(acceptor(DeviceGate.INTERNAL, transport(LOOPBACK, 0), NO_LIMIT));
        if (config.plainPort() != 0) {
            broker.addAcceptorConfiguration(
                    acceptor(DeviceGate.PLAIN, transport(LOOPBACK, config.plainPort()), LARGEST_PACKET));
        }
        AddressSettings settings = new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setInitialQueueBufferSize(16)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageSizeBytes(PAGE)
                .setMaxSizeBytes(GLOBAL_MAX / 2);
        broker.addAddressSetting("#", settings);
        return broker;
    }

    /** MQTT over TLS 1.3 with the device's certificate, directly or in WebSockets. */
    private TransportConfiguration deviceAcceptor(SSLContext tls) {
        Map<String, Object> transport = transport(config.host(), config.port());
        transport.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        transport.put(TransportConstants.SSL_CONTEXT_PROP_NAME, tls);
        transport.put(TransportConstants.SSL_PROVIDER, TransportConstants.DEFAULT_SSL_PROVIDER);
        transport.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, true);
        transport.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3");
        // The broker's default of 64 kB would break a large pack.
        transport.put(TransportConstants.WEB_SOCKET_MAX_FRAME_PAYLOAD_LENGTH, LARGEST_PACKET);
        transport.put(DeviceAcceptorFactory.THRESHOLD, new Threshold());
        return acceptor(DeviceAcceptorFactory.class, DeviceGate.DEVICE, transport, LARGEST_PACKET);
    }

    private static Map<String, Object> transport(String host, int port) {
        Map<String, Object> transport = new HashMap<>();
        transport.put(TransportConstants.HOST_PROP_NAME, host);
        transport.put(TransportConstants.PORT_PROP_NAME, port);
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        transport.put(TransportConstants.REMOTING_THREADS_PROPNAME, 2);
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        return transport;
    }

    private static TransportConfiguration acceptor(String domain, Map<String, Object> transport, int largestPacket) {
        return acceptor(NettyAcceptorFactory.class, domain, transport, largestPacket);
    }

    private static TransportConfiguration acceptor(
            Class<? extends AcceptorFactory> made, String domain, Map<String, Object> transport, int largestPacket) {
        Map<String, Object> mqtt = new HashMap<>();
        mqtt.put(GuardedMqtt.LIMIT, largestPacket);
        mqtt.put(GuardedMqtt.DOMAIN, domain);
        // The broker's default of 60 s would override the agents' longer interval.
        mqtt.put("serverKeepAlive", -1);
        return new TransportConfiguration(made.getName(), transport, domain, mqtt);
    }

    private static String password() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
