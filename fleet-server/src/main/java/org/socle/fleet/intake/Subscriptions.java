package org.socle.fleet.intake;

import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What one client follows, and what it has not acknowledged of that. Used by one thread. */
final class Subscriptions {
    private static final int MOST_FILTERS = 32;

    /** Messages on their way to a client at a time: a command is obeyed within seconds. */
    private static final int MOST_UNACKED = 100;

    private static final int LAST_NUMBER = 65_535;

    private final Predicate<String> allowed;
    private final int window;
    private final Map<String, Followed> followed = new LinkedHashMap<>();
    private final Set<Integer> unacked = new HashSet<>();
    private int packet;

    private record Followed(int qos, int number) {}

    /**
     * How a message goes out.
     *
     * @param packet its number; 0 where {@code qos} is 0
     * @param number that the client gave its subscription; 0 for none
     */
    record Next(int qos, int packet, int number) {}

    /**
     * None yet.
     *
     * @param allowed whether the client may follow a filter
     * @param receiveMaximum messages it takes before it has acknowledged the first of them
     */
    Subscriptions(Predicate<String> allowed, int receiveMaximum) {
        this.allowed = allowed;
        this.window = Math.min(receiveMaximum, MOST_UNACKED);
    }

    /** Adds what is allowed; for each filter the quality of service granted, 0 or 1, or -1 for refused. */
    int[] add(MqttSubscribeMessage subscribe) {
        List<MqttTopicSubscription> asked = subscribe.payload().topicSubscriptions();
        MqttProperty<?> identifier = subscribe
                .idAndPropertiesVariableHeader()
                .properties()
                .getProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value());
        int number = identifier instanceof IntegerProperty integer ? integer.value() : 0;
        int[] granted = new int[asked.size()];
        for (int i = 0; i < granted.length; i++) {
            String filter = asked.get(i).topicFilter();
            granted[i] = -1;
            if (allowed.test(filter) && (followed.size() < MOST_FILTERS || followed.containsKey(filter))) {
                granted[i] = Math.min(asked.get(i).qualityOfService().value(), 1);
                followed.put(filter, new Followed(granted[i], number));
            }
        }
        return granted;
    }

    /** Ends some; for each filter whether it was followed. */
    List<Boolean> remove(MqttUnsubscribeMessage unsubscribe) {
        List<Boolean> existed = new ArrayList<>();
        unsubscribe.payload().topics().forEach(filter -> existed.add(followed.remove(filter) != null));
        return existed;
    }

    /** How a message of a topic goes out; empty when nobody follows it here, or too many are unacknowledged. */
    Optional<Next> next(String topic) {
        for (Map.Entry<String, Followed> each : followed.entrySet()) {
            if (matches(each.getKey(), topic)) {
                Followed how = each.getValue();
                if (how.qos() == 0) {
                    return Optional.of(new Next(0, 0, how.number()));
                }
                return unacked.size() >= window ? Optional.empty() : Optional.of(new Next(1, free(), how.number()));
            }
        }
        return Optional.empty();
    }

    void acknowledged(int number) {
        unacked.remove(number);
    }

    private int free() {
        do {
            packet = packet == LAST_NUMBER ? 1 : packet + 1;
        } while (!unacked.add(packet));
        return packet;
    }

    /** Whether a filter with its wildcards (MQTT 5, 4.7) means a topic. */
    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return i == wanted.length - 1;
            }
            if (i >= given.length || !(wanted[i].equals("+") || wanted[i].equals(given[i]))) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
