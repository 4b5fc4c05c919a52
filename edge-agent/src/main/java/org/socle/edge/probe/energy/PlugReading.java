package org.socle.edge.probe.energy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Plug;

/**
 * What a smart plug says, in the words of three makes.
 *
 * @param wattHours its counter, since whenever it began
 * @param watts what flows now; null when the message does not say
 * @param counter what tells this counter from another plug's, or one that was reset; empty when the plug does not say
 */
public record PlugReading(double wattHours, @Nullable Double watts, String counter) {
    private static final double WATT_MINUTES_PER_WATT_HOUR = 60;

    /**
     * Reads a message of a plug.
     *
     * @param channel which outlet of several, from 0
     * @return empty when the message is not about energy or cannot be read
     */
    public static Optional<PlugReading> parse(Plug.Make make, String message, int channel) {
        try {
            return switch (make) {
                case TASMOTA -> object(message).flatMap(object -> tasmota(object, channel));
                case SHELLY_GEN2 -> object(message).flatMap(object -> shelly(object, channel));
                case SHELLY_GEN1 -> wattMinutes(message);
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<?, ?>> object(String message) throws IOException {
        return JSON.std.anyFrom(message) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    /** {@code tele/<topic>/SENSOR}: {@code ENERGY.Total} in kWh, {@code Power} in W; lists on plugs of several channels. */
    private static Optional<PlugReading> tasmota(Map<?, ?> message, int channel) {
        if (!(message.get("ENERGY") instanceof Map<?, ?> energy)) {
            return Optional.empty();
        }
        Object began = energy.get("TotalStartTime");
        return number(energy.get("Total"), channel)
                .map(kilowattHours -> new PlugReading(
                        kilowattHours * 1000,
                        number(energy.get("Power"), channel).orElse(null),
                        began instanceof String text ? text : ""));
    }

    /**
     * {@code <id>/status/switch:0}, where the topic chooses the outlet, or {@code <id>/events/rpc}, which tells only what
     * changed of all outlets, and in {@code src} which plug says so: {@code aenergy.total} in Wh, {@code apower} in W.
     */
    private static Optional<PlugReading> shelly(Map<?, ?> message, int channel) {
        Map<?, ?> status = message;
        if (message.get("params") instanceof Map<?, ?> params) {
            status = params.get("switch:" + channel) instanceof Map<?, ?> outlet ? outlet : Map.of();
        }
        Double watts = number(status.get("apower"), 0).orElse(null);
        String plug = message.get("src") instanceof String source ? source : "";
        return status.get("aenergy") instanceof Map<?, ?> energy
                ? number(energy.get("total"), 0).map(total -> new PlugReading(total, watts, plug))
                : Optional.empty();
    }

    /** {@code shellies/<model>-<id>/relay/0/energy}: a bare number of watt-minutes, 0 again after each power cut. */
    private static Optional<PlugReading> wattMinutes(String message) {
        try {
            double wattMinutes = Double.parseDouble(message.strip());
            return sound(wattMinutes)
                    ? Optional.of(new PlugReading(wattMinutes / WATT_MINUTES_PER_WATT_HOUR, null, ""))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(@Nullable Object value, int channel) {
        Object one = value instanceof List<?> channels && channel < channels.size() ? channels.get(channel) : value;
        return one instanceof Number number && sound(number.doubleValue())
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static boolean sound(double value) {
        return value >= 0 && Double.isFinite(value);
    }
}
