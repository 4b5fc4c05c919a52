package org.socle.fleet.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.socle.fleet.web.Frame;

/**
 * A rate in words.
 *
 * @param value in percent, or that there is none
 * @param parts numerator and denominator
 * @param notes the target, and what has to be known beside the figure
 * @param method how it is counted; {@code source} the rule
 */
public record ShareText(String label, String value, String parts, List<String> notes, String method, String source) {

    public static ShareText of(Share share, Frame frame) {
        String key = "lifecycle." + share.rate().word();
        List<String> notes = new ArrayList<>();
        if (share.rate() != Rate.REFURBISHED) {
            notes.add(
                    share.target().isPresent()
                            ? frame.text("lifecycle.target", share.target().getAsInt())
                            : frame.text("lifecycle.target.none"));
        }
        if (share.rate() == Rate.PURCHASES) {
            notes.add(frame.text(
                    "lifecycle.purchases.wider",
                    percent(share.widerPercent(), frame),
                    amount(share, share.wider(), frame)));
        }
        if (share.rate() == Rate.REUSE && share.count(Share.Why.REUSED) > 0) {
            notes.add(frame.text("lifecycle.reuse.atonce", share.count(Share.Why.REUSED)));
        }
        return new ShareText(
                frame.text(key),
                percent(share.percent(), frame),
                frame.text(
                        "lifecycle.parts",
                        amount(share, share.numerator(), frame),
                        amount(share, share.denominator(), frame)),
                notes,
                frame.text(key + ".method"),
                frame.text(key + ".source"));
    }

    /** Never rounded up: a target that is almost reached is not reached. */
    static String percent(OptionalDouble percent, Frame frame) {
        return percent.isEmpty()
                ? frame.text("lifecycle.none")
                : frame.format().plain(Math.floor(percent.getAsDouble() * 10 + 1e-9) / 10, 1) + "\u202f%";
    }

    static String amount(Share share, long amount, Frame frame) {
        return share.money() ? frame.format().money(amount) : frame.text("lifecycle.pieces", amount);
    }
}
