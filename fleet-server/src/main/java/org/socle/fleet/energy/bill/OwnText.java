package org.socle.fleet.energy.bill;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.web.Frame;

/** What Socle itself takes, as people read it: one line, and how it is reckoned. */
public final class OwnText {
    private static final double KILO = 1000;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MEGABYTE = 1e6;

    private OwnText() {}

    /** {@code Socle lui-même : ≈ 3,1 kWh (agents 2,2 ; serveur 0,8 ; pages 0,1)}. */
    public static String line(OwnBill own, Frame frame) {
        Double total = own.total();
        if (total == null) {
            return frame.text("own.line.none");
        }
        int digits = total < 100 ? 3 : total < KILO ? 2 : total < 100 * KILO ? 1 : 0;
        return frame.text(
                "own.line",
                frame.format().plain(total / KILO, digits),
                part(own.agents(), digits, frame),
                part(own.server(), digits, frame),
                part(own.pages(), digits, frame));
    }

    private static String part(@Nullable Double wattHours, int digits, Frame frame) {
        if (wattHours == null) {
            return frame.text("own.unknown");
        }
        // What is little is not nothing.
        double least = Math.pow(10, -digits);
        return wattHours > 0 && wattHours / KILO < least / 2
                ? frame.text("own.less", frame.format().plain(least, digits))
                : frame.format().plain(wattHours / KILO, digits);
    }

    /** How it is reckoned, with what was measured and the factors. */
    public static Method method(OwnBill own, Factors factors, Frame frame) {
        return new Method(
                "method-own",
                frame.text("own.title"),
                frame.text(
                        "own.method",
                        frame.format().plain(own.agentSeconds() / SECONDS_PER_HOUR, 1),
                        frame.format().plain(own.serverSeconds() / SECONDS_PER_HOUR, 1),
                        factor(factors.of("server", "processor"), frame),
                        frame.format().plain(own.served() / MEGABYTE, 1),
                        frame.format().plain(own.taken() / MEGABYTE, 1),
                        factor(factors.of("network", "transfer"), frame)));
    }

    private static String factor(Optional<Factor> factor, Frame frame) {
        Double value = factor.map(Factor::value).orElse(null);
        if (factor.isEmpty() || value == null) {
            return frame.text("own.factor.none");
        }
        Double low = factor.get().low();
        Double high = factor.get().high();
        String range = low == null || high == null
                ? ""
                : frame.text(
                        "factor.range",
                        frame.format().plain(low, 3),
                        frame.format().plain(high, 3));
        return frame.text(
                "own.factor",
                frame.format().plain(value, 3),
                range,
                factor.get().unit(),
                factor.get().source());
    }
}
