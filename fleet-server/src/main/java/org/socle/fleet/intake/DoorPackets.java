package org.socle.fleet.intake;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packets that the door itself sends, for one version of MQTT: 5 with its reason codes, or 3.1.1 without. */
final class DoorPackets {
    private final boolean five;

    DoorPackets(boolean five) {
        this.five = five;
    }

    /** The last word on a CONNECT that is refused. */
    MqttMessage refusal(DoorCode code) {
        MqttConnectReturnCode told = MqttConnectReturnCode.valueOf((byte) (five ? code.five() : code.connect()));
        return new MqttConnAckMessage(
                header(MqttMessageType.CONNACK),
                new MqttConnAckVariableHeader(told, false, MqttProperties.NO_PROPERTIES));
    }

    /** A CONNACK of the broker that also says that no session is kept. */
    static MqttConnAckMessage withoutSession(MqttConnAckMessage connack) {
        MqttProperties properties = new MqttProperties();
        connack.variableHeader().properties().listAll().forEach(properties::add);
        properties.add(new IntegerProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), 0));
        return new MqttConnAckMessage(
                connack.fixedHeader(),
                new MqttConnAckVariableHeader(connack.variableHeader().connectReturnCode(), false, properties));
    }

    /** The answer to a PUBLISH that is refused; null where this version of MQTT has none. */
    @Nullable
    MqttMessage refusal(MqttPublishMessage publish, DoorCode code) {
        MqttQoS qos = publish.fixedHeader().qosLevel();
        if (!five || qos == MqttQoS.AT_MOST_ONCE) {
            return null;
        }
        MqttMessageType type = qos == MqttQoS.AT_LEAST_ONCE ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
        return new MqttMessage(
                header(type),
                new MqttPubReplyMessageVariableHeader(
                        publish.variableHeader().packetId(), (byte) code.five(), MqttProperties.NO_PROPERTIES));
    }

    /** The answer to a SUBSCRIBE: for each filter the granted quality of service, or -1 for refused. */
    MqttMessage subscribed(int packet, int[] granted) {
        int refused = five ? DoorCode.NOT_ALLOWED.five() : 0x80;
        int[] codes = new int[granted.length];
        for (int i = 0; i < granted.length; i++) {
            codes[i] = granted[i] < 0 ? refused : granted[i];
        }
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packet, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(codes));
    }

    /** The answer to an UNSUBSCRIBE: for each filter whether it was subscribed to. */
    MqttMessage unsubscribed(int packet, List<Boolean> existed) {
        MqttMessageIdVariableHeader id = five
                ? new MqttMessageIdAndPropertiesVariableHeader(packet, MqttProperties.NO_PROPERTIES)
                : MqttMessageIdVariableHeader.from(packet);
        Short[] codes = existed.stream().map(each -> (short) (each ? 0 : 0x11)).toArray(Short[]::new);
        short[] plain = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            plain[i] = codes[i];
        }
        return five
                ? new MqttUnsubAckMessage(
                        header(MqttMessageType.UNSUBACK),
                        (MqttMessageIdAndPropertiesVariableHeader) id,
                        new MqttUnsubAckPayload(plain))
                : new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK), id);
    }

    /**
     * A message to a client.
     *
     * @param packet its number where {@code qos} is 1, else 0
     * @param subscription the number that the client gave its subscription; 0 for none
     */
    MqttMessage message(
            String topic, byte[] payload, @Nullable String contentType, int qos, int packet, int subscription) {
        MqttProperties properties = new MqttProperties();
        if (five && contentType != null) {
            properties.add(new StringProperty(MqttPropertyType.CONTENT_TYPE.value(), contentType));
        }
        if (five && subscription > 0) {
            properties.add(new IntegerProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value(), subscription));
        }
        return MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.valueOf(qos))
                .messageId(packet)
                .properties(properties)
                .payload(Unpooled.wrappedBuffer(payload))
                .build();
    }

    /** Why the server ends the connection; null where this version of MQTT has no way to say. */
    @Nullable
    MqttMessage goodbye(DoorCode code) {
        return five
                ? MqttMessageBuilders.disconnect()
                        .reasonCode((byte) code.five())
                        .build()
                : null;
    }

    /** A DISCONNECT as a client sends it that leaves neither will nor session. */
    MqttMessage leaving() {
        return five
                ? new MqttMessage(
                        header(MqttMessageType.DISCONNECT),
                        new MqttReasonCodeAndPropertiesVariableHeader((byte) 0, MqttProperties.NO_PROPERTIES))
                : new MqttMessage(header(MqttMessageType.DISCONNECT));
    }

    /** A PUBLISH as it goes on behind the door: on the inner topic, not retained, with its content type and nothing else. */
    static MqttPublishMessage inner(MqttPublishMessage publish, String topic, io.netty.buffer.ByteBuf payload) {
        MqttProperties properties = new MqttProperties();
        StringProperty contentType = (StringProperty)
                publish.variableHeader().properties().getProperty(MqttPropertyType.CONTENT_TYPE.value());
        if (contentType != null) {
            properties.add(contentType);
        }
        return new MqttPublishMessage(
                new MqttFixedHeader(
                        MqttMessageType.PUBLISH, false, publish.fixedHeader().qosLevel(), false, 0),
                new MqttPublishVariableHeader(topic, publish.variableHeader().packetId(), properties),
                payload);
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }
}
