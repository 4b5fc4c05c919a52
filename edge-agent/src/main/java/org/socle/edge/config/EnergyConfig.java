package org.socle.edge.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * What the machine consumes, as far as somebody knows, table {@code [energy]}.
 *
 * @param idle watts at rest without screen; {@code idle}, default 0, null then: the model's
 * @param full watts at full load; {@code full}, default 0, null then: the model's
 * @param screen watts of an external screen that is on; {@code screen}, default 16, 0 not to count them
 * @param plug the smart plug it hangs on; null without one
 */
public record EnergyConfig(
        @Nullable Double idle,
        @Nullable Double full,
        double screen,
        @Nullable PlugConfig plug) {

    /** What {@code energy.plug} may be. */
    public static final List<String> MAKES = List.of("tasmota", "shelly_gen1", "shelly_gen2");

    private static final long MOST_WATTS = 2_000;
    private static final long USUAL_SCREEN = 16;
    private static final String NOT_SET = "";

    /**
     * Where a plug is heard: at the school's own MQTT broker.
     *
     * @param make whose words it speaks; {@code plug}, one of {@link #MAKES}
     * @param broker {@code plug_broker}, {@code tcp://host:port} or {@code ssl://host:port}, default {@code
     *     tcp://127.0.0.1:1883}
     * @param topic on which it tells its energy; {@code plug_topic}
     * @param user {@code plug_user}, default none
     * @param password {@code plug_password}
     * @param channel which outlet of several; {@code plug_channel}, from 0, the default
     * @param feedsScreens whether the external screens hang on it, too; {@code plug_feeds_screens}, {@code "yes"} or
     *     {@code "no"}, the default
     */
    public record PlugConfig(
            String make, String broker, String topic, String user, String password, int channel, boolean feedsScreens) {
        /** Without the password. */
        @Override
        public String toString() {
            return make + " plug " + topic + " at " + broker;
        }
    }

    static EnergyConfig of(Settings settings) {
        Double idle = watts(settings.number("energy.idle", 0, 0, MOST_WATTS));
        Double full = watts(settings.number("energy.full", 0, 0, MOST_WATTS));
        if (full != null && (idle == null || full < idle)) {
            throw new ConfigException("energy.full: " + full + " W needs energy.idle, and not less than it");
        }
        return new EnergyConfig(
                idle, full, settings.number("energy.screen", USUAL_SCREEN, 0, MOST_WATTS), plug(settings));
    }

    private static @Nullable Double watts(long number) {
        return number == 0 ? null : Double.valueOf(number);
    }

    private static @Nullable PlugConfig plug(Settings settings) {
        String make = settings.parsed("energy.plug", EnergyConfig::make).orElse(NOT_SET);
        PlugConfig plug = new PlugConfig(
                make,
                settings.parsed("energy.plug_broker", EnergyConfig::broker).orElse("tcp://127.0.0.1:1883"),
                settings.text("energy.plug_topic", NOT_SET),
                settings.text("energy.plug_user", NOT_SET),
                settings.text("energy.plug_password", NOT_SET),
                (int) settings.number("energy.plug_channel", 0, 0, 7),
                settings.parsed("energy.plug_feeds_screens", EnergyConfig::yes).orElse(false));
        if (make.isEmpty()) {
            if (!plug.topic.isEmpty()) {
                throw new ConfigException("energy.plug: say whose plug it is: " + String.join(", ", MAKES));
            }
            return null;
        }
        if (plug.topic.isEmpty() || plug.topic.contains("#") || plug.topic.contains("+")) {
            throw new ConfigException(
                    "energy.plug_topic: the topic of one plug is needed, such as tele/prise-12/SENSOR, not '"
                            + plug.topic + "'");
        }
        return plug;
    }

    private static String make(String text) {
        if (!MAKES.contains(text)) {
            throw new ConfigException("energy.plug: '" + text + "' is none of " + String.join(", ", MAKES));
        }
        return text;
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new ConfigException("energy.plug_feeds_screens: '" + text + "' is neither yes nor no");
        };
    }

    private static String broker(String text) {
        try {
            URI uri = URI.create(text);
            boolean known = "tcp".equals(uri.getScheme()) || "ssl".equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getPort() > 0) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ConfigException("energy.plug_broker: '" + text + "' is no address such as tcp://127.0.0.1:1883");
    }
}
