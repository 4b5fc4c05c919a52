package org.socle.fleet.intake;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Address;
import org.socle.contract.Topics.Channel;

/** Who stands at a {@link DeviceDoor}, as its CONNECT says; whether that is true the broker finds out. Used by one thread. */
final class Visitor {
    private static final int VERSION_5 = 5;

    /** A state is some hundred bytes. */
    private static final int LARGEST_WILL = 4_096;

    /** Topics a client may have aliases of at a time; a device has three. */
    private static final int MOST_ALIASES = 16;

    private final @Nullable UUID device;
    private final boolean observer;
    private final boolean five;
    private final boolean wantedSession;
    private final DoorPackets packets;
    private final Subscriptions subscriptions;
    private final Map<Integer, String> aliases = new HashMap<>();

    private Visitor(@Nullable UUID device, boolean observer, boolean five, boolean wantedSession, int window) {
        this.device = device;
        this.observer = observer;
        this.five = five;
        this.wantedSession = wantedSession;
        this.packets = new DoorPackets(five);
        this.subscriptions = new Subscriptions(filter -> observer ? observable(filter) : ownCommands(filter), window);
    }

    /**
     * Reads a CONNECT.
     *
     * @param plain whether it came where observers may come
     */
    static Visitor of(MqttConnectMessage connect, boolean plain) {
        boolean five = connect.variableHeader().version() == VERSION_5;
        boolean observer = plain && DeviceGate.OBSERVER.equals(connect.payload().userName());
        Optional<UUID> device =
                observer ? Optional.empty() : Topics.deviceId(connect.payload().clientIdentifier());
        MqttProperties properties = connect.variableHeader().properties();
        return new Visitor(
                device.orElse(null),
                observer,
                five,
                five && number(properties, MqttPropertyType.SESSION_EXPIRY_INTERVAL, 0) != 0,
                five ? number(properties, MqttPropertyType.RECEIVE_MAXIMUM, 65_535) : 65_535);
    }

    private static int number(MqttProperties properties, MqttPropertyType type, int otherwise) {
        MqttProperty<?> property = properties.getProperty(type.value());
        return property instanceof IntegerProperty number ? number.value() : otherwise;
    }

    /** The device; null for an observer, and for one whose client id names none. */
    @Nullable
    UUID device() {
        return device;
    }

    boolean observer() {
        return observer;
    }

    /** Whether it speaks MQTT 5. */
    boolean five() {
        return five;
    }

    /** Whether it asked for a session that outlives its connection, which nobody gets. */
    boolean wantedSession() {
        return wantedSession;
    }

    DoorPackets packets() {
        return packets;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Whether the last will of a CONNECT, if it has one, is a device's own state. */
    boolean mayLeave(MqttConnectMessage connect) {
        return !connect.variableHeader().isWillFlag()
                || (connect.payload().willMessageInBytes().length <= LARGEST_WILL
                        && publishes(connect.payload().willTopic())
                                .filter(Channel.STATE::equals)
                                .isPresent());
    }

    /** The CONNECT that the broker gets to see: without a session, its will on the inner topic. */
    MqttConnectMessage inner(MqttConnectMessage connect) {
        MqttConnectVariableHeader asked = connect.variableHeader();
        MqttConnectPayload payload = connect.payload();
        MqttProperties properties = new MqttProperties();
        asked.properties().listAll().stream()
                .filter(property -> property.propertyId() != MqttPropertyType.SESSION_EXPIRY_INTERVAL.value())
                .forEach(properties::add);
        UUID own = device;
        Optional<Channel> will = asked.isWillFlag() ? publishes(payload.willTopic()) : Optional.empty();
        boolean wills = own != null && will.isPresent();
        return new MqttConnectMessage(
                new MqttFixedHeader(MqttMessageType.CONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
                new MqttConnectVariableHeader(
                        asked.name(),
                        asked.version(),
                        asked.hasUserName(),
                        asked.hasPassword(),
                        false,
                        wills ? Math.min(asked.willQos(), 1) : 0,
                        wills,
                        true,
                        asked.keepAliveTimeSeconds(),
                        properties),
                new MqttConnectPayload(
                        payload.clientIdentifier(),
                        wills ? delay(payload.willProperties()) : MqttProperties.NO_PROPERTIES,
                        will.map(Inside::topic).orElse(null),
                        own != null && wills ? Inside.with(own, payload.willMessageInBytes()) : null,
                        payload.userName(),
                        payload.passwordInBytes()));
    }

    private static MqttProperties delay(@Nullable MqttProperties properties) {
        MqttProperties kept = new MqttProperties();
        if (properties != null) {
            MqttProperty<?> delay = properties.getProperty(MqttPropertyType.WILL_DELAY_INTERVAL.value());
            if (delay != null) {
                kept.add(delay);
            }
        }
        return kept;
    }

    /** The channel of its own on which it may publish under a topic; empty when that is not its own. */
    Optional<Channel> publishes(String topic) {
        return device == null
                ? Optional.empty()
                : Topics.parse(topic)
                        .filter(address -> address.device().equals(device)
                                && address.channel().fromDevice())
                        .map(Address::channel);
    }

    /** The topic of a message, its alias resolved; empty when the alias is none. */
    Optional<String> topic(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        int alias = five ? number(publish.variableHeader().properties(), MqttPropertyType.TOPIC_ALIAS, -1) : -1;
        if (alias == -1) {
            return Optional.of(topic);
        }
        if (topic.isEmpty()) {
            return Optional.ofNullable(aliases.get(alias));
        }
        if (alias == 0 || (aliases.size() >= MOST_ALIASES && !aliases.containsKey(alias))) {
            return Optional.empty();
        }
        aliases.put(alias, topic);
        return Optional.of(topic);
    }

    private boolean ownCommands(String filter) {
        return device != null && filter.equals(Topics.of(device, Channel.CMD));
    }

    /** Observers see what devices and server say to each other, and nothing of the broker's own. */
    private static boolean observable(String filter) {
        return filter.startsWith("socle/v1/")
                && Arrays.stream(filter.split("/", -1)).noneMatch(String::isEmpty);
    }
}
