package org.socle.fleet.intake;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;

/**
 * The broker's MQTT with a {@link DeviceDoor} before it, and which takes no packet larger than its acceptor's {@code
 * maximumPacketSize}. The broker itself only tells clients of MQTT 5 that limit, checks it after it has read the packet whole, and
 * lets clients of MQTT 3.1.1 send up to 256 MB. Here the packet is not read beyond the limit, whatever the version; the connection
 * ends.
 */
final class GuardedMqtt extends MQTTProtocolManagerFactory {
    static final String LIMIT = "maximumPacketSize";
    static final String DOMAIN = "securityDomain";

    /** The broker's own handler of requests; it is gone once WebSockets are agreed on. */
    private static final String HTTP = "http-handler";

    private final Doorkeeper keeper;
    private final Runnable refused;

    /**
     * Prepares it.
     *
     * @param refused called for each packet that is too large or no MQTT
     */
    GuardedMqtt(Doorkeeper keeper, Runnable refused) {
        this.keeper = keeper;
        this.refused = refused;
    }

    @Override
    public ProtocolManager<?, ?> createProtocolManager(
            ActiveMQServer server,
            Map<String, Object> parameters,
            List<BaseInterceptor> incoming,
            List<BaseInterceptor> outgoing)
            throws Exception {
        int limit = Integer.parseInt(String.valueOf(parameters.getOrDefault(LIMIT, "-1")));
        String domain = String.valueOf(parameters.get(DOMAIN));
        ProtocolManager<?, ?> unguarded = super.createProtocolManager(server, parameters, incoming, outgoing);
        // Its class can be neither extended nor configured for this, hence the stand-in.
        return (ProtocolManager<?, ?>) Proxy.newProxyInstance(
                GuardedMqtt.class.getClassLoader(),
                new Class<?>[] {ProtocolManager.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("addChannelHandlers")
                            && ((ChannelPipeline) arguments[0]).get(HTTP) != null) {
                        // The broker would also take MQTT out of plain requests, and wait for more of them in its own
                        // threads.
                        throw new IllegalStateException("MQTT in a request that is none for WebSockets");
                    }
                    try {
                        Object answer = method.invoke(unguarded, arguments);
                        if (method.getName().equals("addChannelHandlers") && !domain.equals(DeviceGate.INTERNAL)) {
                            guard((ChannelPipeline) arguments[0], limit, domain.equals(DeviceGate.PLAIN));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void guard(ChannelPipeline pipeline, int limit, boolean plain) {
        pipeline.replace(MqttDecoder.class, "bounded-mqtt-decoder", new MqttDecoder(limit));
        pipeline.addAfter("bounded-mqtt-decoder", Threshold.DOOR, new DeviceDoor(keeper, refused, plain));
    }
}
